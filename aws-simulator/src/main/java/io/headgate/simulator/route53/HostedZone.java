package io.headgate.simulator.route53;

/**
 * A hosted zone.
 *
 * @param id without {@code /hostedzone/}
 * @param name with a dot at the end
 * @param vpcOnly whether it is private: only VPCs see its records
 */
public record HostedZone(String id, String name, boolean vpcOnly) {

    /** Whether a name, with a dot at the end, lies in the zone. */
    boolean contains(String recordName) {
        return recordName.equals(name) || recordName.endsWith("." + name);
    }
}
