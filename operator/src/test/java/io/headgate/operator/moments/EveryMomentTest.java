package io.headgate.operator.moments;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.stack.Stack;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
        Tally tally = edit(EDITS, false);

        assertThat(tally.wrong()).isEmpty();
    }

    /**
     * No plan exceeds the limit on its way, and whoever is to get the same as before gets it all the while. A request whose answer changes
     * anyway may get a third one for a moment where one call cannot change all that it takes.
     */
    @Test
    void fullLoadBalancersAreChangedToo() {
        Tally tally = edit(EDITS / 5, true);

        assertThat(tally.wrong()).doesNotContainKeys(Moment.Wrong.LOST, Moment.Wrong.COLD);
        assertThat(tally.wrong().getOrDefault(Moment.Wrong.ASTRAY, 0)).isLessThan((int) tally.moments() / 1000);
    }

    private static boolean hasFront(Stack stack) {
        return stack.loadBalancers().stream()
                .anyMatch(balancer -> balancer.type().equals("network"));
    }

    private record Tally(long moments, Map<Moment.Wrong, Integer> wrong) {}

    private static Tally edit(int atLeast, boolean full) {
        List<Stack> corpus = Corpus.stacks();
        long moments = 0;
        Map<Moment.Wrong, Integer> wrong = new EnumMap<>(Moment.Wrong.class);
        int edits = 0;
        int each = Math.ceilDiv(atLeast, corpus.size());
        for (int number = 0; number < corpus.size(); number++) {
            Random random = new Random(SEED + number);
            Stack desired = corpus.get(number);
            if (full && hasFront(desired)) {
                // A listener that is a target goes after its successor came, however many rules both have.
                continue;
            }
            RandomEdits randomEdits = new RandomEdits(random);
            World world = new World(
                    random,
                    "seed " + SEED + " stack " + number + " " + desired.group(),
                    Stack.empty(desired.group()),
                    full);
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
            world.wrong().forEach((kind, count) -> wrong.merge(kind, count, Integer::sum));
        }
        System.out.printf(
                "every moment%s: %d stacks from nothing, %d edits of them, %d states looked at, answered otherwise %s, seed %d%n",
                full ? " of full load balancers" : "", corpus.size(), edits, moments, wrong, SEED);
        return new Tally(moments, wrong);
    }
}
