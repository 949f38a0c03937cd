package io.headgate.simulator.seed;

import io.headgate.simulator.account.Identity;
import io.headgate.simulator.acm.CertificateStore;
import io.headgate.simulator.ec2.Network;
import io.headgate.simulator.elbv2.LoadBalancing;
import io.headgate.simulator.route53.HostedZones;
import io.headgate.simulator.waf.RegionalWebAcls;
import io.headgate.simulator.waf.WebAcls;

/** What an account holds at the start. The network comes first: load balancers stand in it. */
public sealed interface StartingState permits Planting, Recording {

    /** Whose account it is. */
    Identity identity();

    void into(Network network);

    void into(CertificateStore store);

    void into(LoadBalancing loadBalancing, Network network);

    /** Recordings hold no hosted zones. */
    default void into(HostedZones zones) {}

    /** Recordings hold no web ACLs. */
    default void into(WebAcls webAcls) {}

    /** Recordings hold no web ACLs. */
    default void into(RegionalWebAcls webAcls) {}

    default boolean shieldSubscription() {
        return false;
    }
}
