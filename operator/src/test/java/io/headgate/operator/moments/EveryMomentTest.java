package io.headgate.operator.moments;

import io.headgate.core.stack.Stack;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * After every step of every plan, in orders that the steps allow, whoever was answered right before and after is answered right: by the
 * right Service, and never by a target group that is not warmed up where a warm one served.
 */
final class EveryMomentTest {

    private static final long SEED = 20_261_121;
    private static final int EDITS = 10_000;

    @Test
    void whoeverIsAnsweredRightBeforeAndAfterIsAnsweredRightAllTheWhile() {
        List<Stack> corpus = Corpus.stacks();
        Random random = new Random(SEED);
        long moments = 0;
        int edits = 0;
        int each = Math.ceilDiv(EDITS, corpus.size());
        for (int number = 0; number < corpus.size(); number++) {
            Stack desired = corpus.get(number);
            RandomEdits randomEdits = new RandomEdits(random);
            World world = new World(
                    random, "seed " + SEED + " stack " + number + " " + desired.group(), Stack.empty(desired.group()));
            world.become(desired);
            for (int edit = 0; edit < each; edit++) {
                desired = randomEdits.of(random.nextInt(12) == 0 ? corpus.get(number) : desired);
                if (random.nextInt(5) == 0) {
                    world.beginToBecome(desired);
                } else {
                    world.become(desired);
                }
                edits++;
            }
            world.become(Stack.empty(desired.group()));
            moments += world.moments();
        }
        System.out.printf(
                "every moment: %d stacks from nothing, %d edits of them, %d states looked at, seed %d%n",
                corpus.size(), edits, moments, SEED);
    }
}
