package io.headgate.aws.snapshot;

import io.headgate.aws.addon.AddonReader;
import io.headgate.aws.certificate.OwnCertificates;
import io.headgate.core.group.GroupId;
import io.headgate.core.stack.Addon;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.Stack;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What asking services beside the load balancers makes of the remembered stacks: web ACLs, Shield protections and requested certificates,
 * each only of groups that use it.
 */
record SideCorrection(Map<GroupId, List<Addon>> addons, Map<GroupId, List<Certificate>> certificates) {

    SideCorrection {
        addons = Map.copyOf(addons);
        certificates = Map.copyOf(certificates);
    }

    static SideCorrection read(AddonReader addons, OwnCertificates certificates, Collection<Stack> stacks) {
        Map<GroupId, List<Addon>> present = new HashMap<>();
        Map<GroupId, List<Certificate>> requested = new HashMap<>();
        stacks.forEach(stack -> {
            present.put(stack.group(), addons.again(stack));
            requested.put(stack.group(), certificates.checked(stack.certificates()));
        });
        return new SideCorrection(present, requested);
    }

    /** The remembered stack, as it is now. */
    Stack of(Stack remembered) {
        return remembered
                .withAddons(addons.getOrDefault(remembered.group(), remembered.addons()))
                .withCertificates(certificates.getOrDefault(remembered.group(), remembered.certificates()));
    }
}
