package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.aws.iam.Feature;
import io.headgate.aws.iam.LeastPrivilege;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.policy.PolicyDocument;
import io.headgate.simulator.policy.PolicyUse;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The policy that {@code headgate iam} prints, in force for the operator of an account, and what of it was needed there. */
public final class EnforcedPolicy {

    /** The key that providers of tests sign with. */
    private static final String OPERATOR = "local";

    /** What takes the place of narrower statements, and what is not for the operator. */
    private static final Set<Feature> SPECIAL =
            EnumSet.of(Feature.UNTAGGED_LISTENERS, Feature.UNTAGGED_NODES, Feature.CLEANUP);

    private static final PolicyUse EVERYWHERE = new PolicyUse();

    private final Simulator simulator;
    private final String cluster;
    private volatile Set<Feature> features = Set.of();
    private final PolicyUse use = new PolicyUse(EVERYWHERE);

    private EnforcedPolicy(Simulator simulator, String cluster) {
        this.simulator = simulator;
        this.cluster = cluster;
    }

    /** Lets the operator do only what the policy of its cluster allows: all features but those that take the limits away. */
    public static Simulator on(Simulator simulator, String cluster, Feature... more) {
        of(simulator, cluster, usual(more));
        return simulator;
    }

    /** All features of an operator but those that take limits away, and some more. */
    public static Set<Feature> usual(Feature... more) {
        Set<Feature> features = EnumSet.complementOf(EnumSet.copyOf(SPECIAL));
        features.addAll(List.of(more));
        return features;
    }

    /** Lets the operator do only what the policy of these features allows. */
    public static EnforcedPolicy of(Simulator simulator, String cluster, Collection<Feature> features) {
        EnforcedPolicy policy = new EnforcedPolicy(simulator, cluster);
        policy.change(features);
        return policy;
    }

    /** What is allowed beside {@link Feature#CORE}. */
    public Set<Feature> features() {
        return features;
    }

    /** From now on these features are allowed instead. */
    public void change(Collection<Feature> features) {
        this.features = Set.copyOf(features);
        simulator.authorizer().enforce(OPERATOR, document(cluster, features), use);
    }

    private static PolicyDocument document(String cluster, Collection<Feature> features) {
        return PolicyDocument.parse(LeastPrivilege.policy(cluster, features, "aws"));
    }

    /** What these features allow, {@link Feature#CORE} always among them, and nothing in this account needed so far. */
    public List<String> unused(Collection<Feature> features) {
        return use.unused(document(cluster, features));
    }

    public List<PolicyUse.Denial> denials() {
        return use.denials();
    }

    /** Fails with what was not allowed in this account. */
    public void expectNothingDenied() {
        assertThat(use.denials())
                .as("calls that the policy of headgate iam does not allow")
                .isEmpty();
    }

    /** What was made of the policy in all accounts so far. */
    static PolicyUse everywhere() {
        return EVERYWHERE;
    }

    /** The policy of all features. */
    static PolicyDocument everything() {
        return document(SimulatedAccount.CLUSTER, EnumSet.allOf(Feature.class));
    }
}
