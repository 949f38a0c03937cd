package io.headgate.operator.cleanup;

import java.util.function.Consumer;

/** Tells a person how far a removal is. Safe for use by many threads. */
final class Progress {

    private final Consumer<String> screen;
    private int done;
    private int expected;

    Progress(Consumer<String> screen) {
        this.screen = screen;
    }

    /** So many more steps are to come, after those that were tried so far. */
    synchronized void expect(int more) {
        expected = done + more;
    }

    /** A step begins. */
    synchronized void step(String what) {
        done++;
        screen.accept("[" + done + " of " + Math.max(done, expected) + "] " + what);
    }

    /** Something that nobody counted. */
    synchronized void aside(String what) {
        expected++;
        step(what);
    }
}
