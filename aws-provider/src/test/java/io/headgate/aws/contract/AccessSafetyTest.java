package io.headgate.aws.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.access.BindingAccess;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.NodeAccess.Established;
import io.headgate.core.cloud.NodeAccess.Extent;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.simulator.ec2.SecurityGroupRule;
import io.headgate.simulator.fault.Fault;
import io.headgate.simulator.fault.Lag;
import io.headgate.simulator.fault.Selector;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way from load balancers to targets is open at every moment, whatever happens to the security group of the nodes. */
final class AccessSafetyTest {

    private final AccessLab lab = new AccessLab();

    @AfterEach
    void close() {
        assertThat(lab.holes()).isEmpty();
        lab.close();
    }

    @Test
    void whatNobodyNeedsStaysForAWhile_andGoesAfterAFreshLook() {
        assertThat(lab.open(Extent.ALL, lab.balanced("web", 8080))).isEqualTo(Established.ALL);
        lab.simulator().callLog().reset();

        Established moved = lab.open(Extent.ALL, lab.balanced("web", 9090));

        assertThat(moved.again()).isEqualTo(AccessLab.GRACE);
        assertThat(lab.writes()).containsExactly("AuthorizeSecurityGroupIngress");
        assertThat(lab.reaches(8080)).isTrue();
        lab.waitOutTheGrace();
        lab.simulator().callLog().reset();
        assertThat(lab.open(Extent.ALL, lab.balanced("web", 9090))).isEqualTo(Established.ALL);
        assertThat(lab.simulator().callLog().calls())
                .extracting(call -> call.operation())
                .containsExactly("DescribeSecurityGroups", "RevokeSecurityGroupIngress");
        assertThat(lab.reaches(8080)).isFalse();
    }

    @Test
    void whatIsNeededAgainInTimeIsNeverTakenBack() {
        lab.open(Extent.ALL, lab.balanced("web", 8080));
        lab.open(Extent.ALL, lab.balanced("web", 9090));
        lab.open(Extent.ALL, lab.balanced("web", 8080), lab.balanced("web2", 9090));
        lab.waitOutTheGrace();
        lab.open(Extent.ALL, lab.balanced("web", 8080));

        assertThat(lab.reaches(8080)).isTrue();
    }

    @Test
    void aFullGroupIsWidenedInPlace() {
        lab.open(Extent.ALL, lab.balanced("web", 8080));
        lab.fill(59);
        lab.mustReach(() -> Set.of(8080));

        Established came = lab.open(Extent.ALL, lab.balanced("web", 8080), lab.balanced("api", 9090));

        assertThat(came).isEqualTo(Established.ALL);
        assertThat(lab.reaches(9090)).isTrue();
        assertThat(lab.rules()).hasSize(60);
        assertThat(lab.writes()).doesNotContain("RevokeSecurityGroupIngress");
    }

    @Test
    void aFullGroupRefusesWithNumbersUntilWhatNobodyNeedsMayBecomeWhatIsMissing() {
        lab.open(Extent.ALL, lab.balanced("web", 8080));
        lab.fill(59);
        lab.simulator().callLog().reset();
        BindingAccess moved = lab.balanced("web", 9090);

        Established refused = lab.open(Extent.ALL, moved);

        assertThat(refused.refused().get(moved.binding()))
                .isInstanceOfSatisfying(
                        Failure.Quota.class,
                        failure -> assertThat(failure.message())
                                .contains("has 60 inbound permissions, 1 of them", "one more for tcp 9090 from sg-"));
        assertThat(lab.reaches(8080)).isTrue();
        lab.waitOutTheGrace();
        lab.mustReach(() -> Set.of(lab.reaches(8080) ? 8080 : 9090));
        assertThat(lab.open(Extent.ALL, moved).refused()).isEmpty();
        assertThat(lab.reaches(9090)).as("%s %s", lab.writes(), lab.rules()).isTrue();
        assertThat(lab.rules()).hasSize(60);
    }

    @Test
    void inAFullGroupWhatNobodyNeedsMakesRoom_butNothingThatIsReplacedGoesFirst() {
        BindingAccess idle = lab.from("idle", "10.7.0.0/16", 7000);
        lab.open(Extent.ALL, lab.balanced("web", 8080), idle);
        lab.fill(58);
        lab.open(Extent.ALL, lab.balanced("web", 8080));
        lab.waitOutTheGrace();
        lab.mustReach(() -> Set.of(8080));
        lab.simulator().callLog().reset();

        BindingAccess block = lab.from("block", "10.8.0.0/16", 8080);
        assertThat(lab.open(Extent.ALL, lab.balanced("web", 8080), block)).isEqualTo(Established.ALL);

        assertThat(lab.writes()).containsExactly("RevokeSecurityGroupIngress", "AuthorizeSecurityGroupIngress");
        assertThat(lab.rules()).hasSize(60);
    }

    @Test
    void onePermissionThatEc2RefusesKeepsNoneBack_alsoWhereTheGroupIsFull() {
        BindingAccess wrong = lab.from("wrong", "sg-00000000000000bad", 7070);
        lab.open(Extent.ALL, lab.balanced("web", 8080));
        lab.fill(59);
        lab.mustReach(() -> Set.of(8080));

        Established came = lab.open(Extent.ALL, lab.balanced("web", 8080), lab.balanced("api", 9090), wrong);

        assertThat(came.failure()).isNull();
        assertThat(came.refused()).containsOnlyKeys(wrong.binding());
        assertThat(came.refused().values()).extracting(Failure::code).containsExactly("InvalidGroup.NotFound");
        assertThat(lab.reaches(9090)).isTrue();
        assertThat(came.again()).isNotNull();
    }

    @Test
    void equalPermissionsOfOthersServe_andAreNeverTakenBack() {
        lab.ec2()
                .authorizeSecurityGroupIngress(request ->
                        request.groupId(lab.nodes()).ipPermissions(AccessLab.block("10.7.0.0/16", 8080, "by hand")));
        lab.changeLeader();
        lab.simulator().callLog().reset();

        assertThat(lab.open(Extent.ALL, lab.from("web", "10.7.0.0/16", 8080))).isEqualTo(Established.ALL);
        assertThat(lab.open(Extent.ALL_AT_ONCE)).isEqualTo(Established.ALL);

        assertThat(lab.writes()).isEmpty();
        assertThat(lab.rules()).extracting(SecurityGroupRule::description).containsExactly("by hand");
    }

    @Test
    void aPermissionThatAnotherHandTookOverMeanwhileStays() {
        lab.open(Extent.ALL, lab.from("web", "10.7.0.0/16", 8080));
        lab.ec2()
                .updateSecurityGroupRuleDescriptionsIngress(request ->
                        request.groupId(lab.nodes()).ipPermissions(AccessLab.block("10.7.0.0/16", 8080, "mine now")));

        lab.open(Extent.ALL_AT_ONCE);

        assertThat(lab.rules()).extracting(SecurityGroupRule::description).containsExactly("mine now");
    }

    @Test
    void groupsOfOtherClustersInTheVpcAreNotLookedAt() {
        String other = lab.ec2()
                .createSecurityGroup(request ->
                        request.groupName("other").description("other").vpcId(vpc()))
                .groupId();
        lab.ec2()
                .authorizeSecurityGroupIngress(request -> request.groupId(other)
                        .ipPermissions(AccessLab.block("10.9.0.0/16", 80, "elbv2.k8s.aws/targetGroupBinding=shared")));
        lab.changeLeader();

        lab.open(Extent.ALL, lab.balanced("web", 8080));
        lab.open(Extent.ALL_AT_ONCE);

        assertThat(lab.rules(other)).hasSize(1);
    }

    private String vpc() {
        return lab.simulator().account().securityGroups().stream()
                .filter(group -> group.id().equals(lab.nodes()))
                .findFirst()
                .orElseThrow()
                .vpcId();
    }

    @Test
    void whatOthersTookBackIsGivenAgainOnceItIsLookedAt() {
        lab.open(Extent.ALL, lab.balanced("web", 8080));
        lab.ec2()
                .revokeSecurityGroupIngress(request -> request.groupId(lab.nodes())
                        .securityGroupRuleIds(
                                lab.rules().stream().map(SecurityGroupRule::id).toList()));
        lab.simulator().clock().advance(AccessLab.GRACE.multipliedBy(30));

        lab.open(Extent.ALL, lab.balanced("web", 8080));
        assertThat(lab.reaches(8080)).isFalse();
        lab.distrust();
        assertThat(lab.open(Extent.ALL, lab.balanced("web", 8080))).isEqualTo(Established.ALL);

        assertThat(lab.reaches(8080)).isTrue();
    }

    /** Reads are ten seconds old, ports come and go, and the leader dies twice: its lease has to run out before the next one begins. */
    @Test
    void noChurnClosesTheWayToALivePort() {
        long seed = 4889;
        Random random = new Random(seed);
        lab.simulator().faults().inject(Selector.all(), new Fault.Stale(Lag.of(AccessLab.GRACE)));
        Set<Integer> live = new HashSet<>();
        lab.mustReach(() -> live);
        for (int round = 0; round < 200; round++) {
            Set<Integer> ports = new HashSet<>();
            for (int pod = 0; pod <= random.nextInt(3); pod++) {
                ports.add(8000 + 10 * random.nextInt(4));
            }
            if (round % 70 == 69) {
                lab.simulator().clock().advance(AccessLab.GRACE.plusSeconds(5));
                lab.changeLeader();
            }
            live.retainAll(ports);
            Established came = lab.open(
                    Extent.ALL,
                    ports.stream().map(port -> lab.balanced("p" + port, port)).toArray(BindingAccess[]::new));
            assertThat(came.refused()).as("seed %d, round %d", seed, round).isEqualTo(Map.<ObjectKey, Failure>of());
            live.addAll(ports);
            assertThat(ports).as("seed %d, round %d", seed, round).allMatch(lab::reaches);
            lab.simulator().clock().advance(AccessLab.GRACE.dividedBy(2).multipliedBy(random.nextInt(3)));
        }
        assertThat(lab.holes()).as("seed %d", seed).isEmpty();
        assertThat(lab.writes()).contains("RevokeSecurityGroupIngress");
    }
}
