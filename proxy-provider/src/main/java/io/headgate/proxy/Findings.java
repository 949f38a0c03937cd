package io.headgate.proxy;

import io.headgate.core.finding.Finding;
import io.headgate.core.finding.Finding.Severity;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.proxy.config.ListenerConfig;

/** What a data plane says of a configuration that it cannot serve as asked for. */
final class Findings {

    private Findings() {}

    static Finding cannotBind(ListenerConfig listener, String why) {
        return error(
                listener,
                "bind",
                "CannotBind",
                "The socket %s cannot be opened: %s".formatted(listener.bind(), why),
                "Free the port or choose another one");
    }

    static Finding notImplemented(ListenerConfig listener, int rule, String action) {
        return error(
                listener,
                "rules[" + rule + "]",
                "ActionNotImplemented",
                "The action " + action
                        + " cannot be done by this data plane; requests of the rule get 501, none passes",
                "Take the action off, or serve the Ingress by an Application Load Balancer");
    }

    static Finding malformed(ListenerConfig listener, int rule, String problem) {
        return error(
                listener, "rules[" + rule + "]", "MalformedCondition", problem + "; it matches nothing", "Correct it");
    }

    static Finding certificate(ListenerConfig listener, String problem) {
        return error(
                listener,
                "certificates",
                "CertificateUnusable",
                problem + "; it is left out",
                "Give a chain and an unencrypted key as PEM");
    }

    static Finding noCertificate(ListenerConfig listener) {
        return error(
                listener,
                "certificates",
                "NoCertificate",
                "The listener speaks HTTPS and has no usable certificate; every handshake fails",
                "Give it a certificate");
    }

    static Finding unknownGroup(ListenerConfig listener, TargetGroupRef group) {
        return new Finding(
                Severity.WARNING,
                "Listener " + listener.key(),
                "rules",
                "UnknownTargetGroup",
                "The target group " + group + " is not configured; requests for it get 503",
                "Configure the target group");
    }

    private static Finding error(ListenerConfig listener, String field, String reason, String message, String remedy) {
        return new Finding(Severity.ERROR, "Listener " + listener.key(), field, reason, message, remedy);
    }
}
