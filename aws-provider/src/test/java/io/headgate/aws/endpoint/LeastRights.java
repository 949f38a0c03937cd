package io.headgate.aws.endpoint;

import io.headgate.aws.iam.Feature;
import io.headgate.aws.iam.LeastPrivilege;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.policy.PolicyDocument;
import io.headgate.simulator.policy.PolicyUse;
import java.util.EnumSet;

/** The policy that {@code headgate iam} prints, in force for whoever uses the credentials of an {@link AwsEndpoint}. */
public final class LeastRights {

    private LeastRights() {}

    /** The same simulator, in which the provider may do only what an operator of {@link AwsEndpoint#CLUSTER} needs. */
    public static Simulator of(Simulator simulator) {
        String policy = LeastPrivilege.policy(
                AwsEndpoint.CLUSTER,
                EnumSet.complementOf(EnumSet.of(Feature.UNTAGGED_LISTENERS, Feature.CLEANUP)),
                "aws");
        simulator
                .authorizer()
                .enforce(AwsEndpoint.ANY_CREDENTIALS.accessKeyId(), PolicyDocument.parse(policy), new PolicyUse());
        return simulator;
    }
}
