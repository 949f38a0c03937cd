package io.headgate.proxy.routing;

import java.util.Arrays;

/** Positions of rules, ascending. */
final class Positions {

    private int[] values = new int[2];
    private int size;

    /** Adds a position that is not below any other. */
    void add(int position) {
        if (size > 0 && values[size - 1] == position) {
            return;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = position;
    }

    int size() {
        return size;
    }

    int at(int index) {
        return values[index];
    }
}
