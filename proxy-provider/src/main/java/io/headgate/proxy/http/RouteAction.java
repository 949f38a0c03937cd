package io.headgate.proxy.http;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Transform;
import io.headgate.proxy.target.LiveTargetGroup;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the actions of a rule come to, with target groups in place of their names. Immutable. */
public sealed interface RouteAction {

    /** Goes to a target group by weight. There is no failover from one group to another. */
    record Forward(List<Share> shares, int total, List<Transform> transforms) implements RouteAction {
        public Forward {
            shares = List.copyOf(shares);
            transforms = List.copyOf(transforms);
        }

        static Forward of(List<Share> shares, List<Transform> transforms) {
            return new Forward(shares, shares.stream().mapToInt(Share::weight).sum(), transforms);
        }

        /** The group of one request; null when all weights are zero. */
        @Nullable
        LiveTargetGroup choose(RandomGenerator random) {
            int point = total == 0 ? 0 : random.nextInt(total);
            for (Share share : shares) {
                point -= share.weight();
                if (point < 0) {
                    return share.group();
                }
            }
            return null;
        }
    }

    /** A target group and its weight. */
    record Share(LiveTargetGroup group, int weight) {}

    /** Answers with a redirect. */
    record Redirect(Action.Redirect redirect) implements RouteAction {}

    /** Answers by itself. */
    record Fixed(int status, String contentType, String body) implements RouteAction {}

    /** The rule asks for a check that cannot be made, so nothing may pass. */
    record NotImplemented(String what) implements RouteAction {}
}
