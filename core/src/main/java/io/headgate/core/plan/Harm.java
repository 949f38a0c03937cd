package io.headgate.core.plan;

import java.util.Comparator;

/**
 * What a change of rules does to requests until the next one comes, counted in kinds of requests and rather too much than too little.
 *
 * @param lost are answered alike before and after all changes, and otherwise meanwhile
 * @param astray get neither the old nor the new answer meanwhile
 */
record Harm(int lost, int astray) implements Comparable<Harm> {

    static final Harm NONE = new Harm(0, 0);

    private static final Comparator<Harm> ORDER =
            Comparator.comparingInt(Harm::lost).thenComparingInt(Harm::astray);

    Harm and(Harm other) {
        return new Harm(lost + other.lost, astray + other.astray);
    }

    boolean isNone() {
        return lost == 0 && astray == 0;
    }

    @Override
    public int compareTo(Harm other) {
        return ORDER.compare(this, other);
    }
}
