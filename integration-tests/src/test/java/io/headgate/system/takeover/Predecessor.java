package io.headgate.system.takeover;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.aws.client.AwsClients;
import io.headgate.aws.client.AwsSettings;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.simulator.Simulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** What aws-load-balancer-controller and people do meanwhile, in the account and in the cluster. */
final class Predecessor implements AutoCloseable {

    private final KubernetesClient client;
    private final AwsClients aws;

    Predecessor(KubernetesClient client, Simulator account) {
        this.client = client;
        this.aws = AwsClients.create(
                AwsSettings.of(Left.CLUSTER, Left.REGION, Left.VPC)
                        .withLocalEndpoint(account.endpoint())
                        .withConnection(new AwsSettings.Connection(
                                account.endpoint(),
                                new AwsSettings.Credentials("predecessor", "predecessor", null),
                                Map.of())),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    /** Removes what it made for an Ingress that is alone in its group, then lets it go. */
    void letGo(Ingress ingress, String loadBalancerArn) {
        String namespace = ingress.getMetadata().getNamespace();
        aws.elb().deleteLoadBalancer(request -> request.loadBalancerArn(loadBalancerArn));
        for (TargetGroupBinding binding : client.resources(TargetGroupBinding.class)
                .inNamespace(namespace)
                .list()
                .getItems()) {
            aws.elb()
                    .deleteTargetGroup(
                            request -> request.targetGroupArn(binding.getSpec().targetGroupArn()));
            client.resource(binding).delete();
            client.resources(TargetGroupBinding.class)
                    .inNamespace(namespace)
                    .withName(binding.getMetadata().getName())
                    .edit(present -> {
                        present.getMetadata().setFinalizers(List.of());
                        return present;
                    });
        }
        client.network()
                .v1()
                .ingresses()
                .inNamespace(namespace)
                .withName(ingress.getMetadata().getName())
                .edit(present -> {
                    present.getMetadata().setFinalizers(List.of());
                    return present;
                });
    }

    /** Gives the ARN of a target group that somebody made by hand. */
    String targetGroup(String name) {
        return aws.elb()
                .createTargetGroup(request -> request.name(name)
                        .targetType(TargetTypeEnum.IP)
                        .protocol(ProtocolEnum.HTTP)
                        .port(80)
                        .vpcId(Left.VPC))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    @Override
    public void close() {
        aws.close();
    }
}
