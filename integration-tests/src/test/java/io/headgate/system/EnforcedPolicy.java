package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.aws.iam.Feature;
import io.headgate.aws.iam.LeastPrivilege;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.policy.PolicyDocument;
import io.headgate.simulator.policy.PolicyUse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The policy that {@code headgate iam} prints, in force for the operator, and what of it was ever needed while all tests ran. */
public final class EnforcedPolicy {

    /** The key that providers of tests sign with. */
    private static final String OPERATOR = "local";

    /** What takes the place of narrower statements. */
    private static final Set<Feature> WIDER = EnumSet.of(Feature.UNTAGGED_LISTENERS, Feature.UNTAGGED_NODES);

    private static final PolicyUse ALL = new PolicyUse();

    private EnforcedPolicy() {}

    /** Lets the operator do only what the policy of its cluster allows: all features but those that take the limits away. */
    public static Simulator on(Simulator simulator, String cluster, Feature... more) {
        Set<Feature> features = EnumSet.complementOf(EnumSet.copyOf(WIDER));
        features.addAll(List.of(more));
        simulator
                .authorizer()
                .enforce(OPERATOR, PolicyDocument.parse(LeastPrivilege.policy(cluster, features, "aws")), ALL);
        return simulator;
    }

    /** What the policy of all features allows that nothing needed so far. */
    static List<String> unused() {
        return ALL.unused(PolicyDocument.parse(
                LeastPrivilege.policy(SimulatedAccount.CLUSTER, EnumSet.allOf(Feature.class), "aws")));
    }

    static Set<String> used() {
        return ALL.used();
    }

    static List<PolicyUse.Denial> denials() {
        return ALL.denials();
    }

    /** Fails with the first thing that was not allowed. */
    static void expectNothingDenied() {
        assertThat(ALL.denials())
                .as("calls that the policy of headgate iam does not allow")
                .isEmpty();
    }
}
