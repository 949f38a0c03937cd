package io.headgate.aws.execute;

import io.headgate.aws.addon.ShieldAdvanced;
import io.headgate.aws.client.AwsClients;
import io.headgate.core.cloud.Failure;
import io.headgate.core.plan.AddonStep;

/** Calls on protections of a load balancer. */
final class AddonCalls {

    private final AwsClients clients;
    private final ShieldAdvanced shield;

    AddonCalls(AwsClients clients, ShieldAdvanced shield) {
        this.clients = clients;
        this.shield = shield;
    }

    Effect run(AddonStep step, Session session) {
        String arn = session.real(step.handle());
        switch (step) {
            case AddonStep.AssociateWebAcl(String _, String acl) ->
                clients.wafv2()
                        .associateWebACL(request -> request.resourceArn(arn).webACLArn(acl));
            case AddonStep.DisassociateWebAcl _ ->
                clients.wafv2().disassociateWebACL(request -> request.resourceArn(arn));
            case AddonStep.AssociateRegionalWebAcl(String _, String acl) ->
                clients.wafRegional()
                        .associateWebACL(request -> request.resourceArn(arn).webACLId(acl));
            case AddonStep.DisassociateRegionalWebAcl _ ->
                clients.wafRegional().disassociateWebACL(request -> request.resourceArn(arn));
            case AddonStep.CreateProtection _ -> {
                return protect(arn);
            }
            case AddonStep.DeleteProtection _ -> {
                if (shield.subscribed()) {
                    shield.unprotect(arn);
                }
            }
        }
        return Effect.DONE;
    }

    private Effect protect(String arn) {
        if (!shield.subscribed()) {
            return new Effect.Failed(new Failure.Invalid(
                    "SubscriptionNotFound",
                    "the account has no subscription to Shield Advanced, so " + arn + " cannot be protected;"
                            + " subscribe, or remove alb.ingress.kubernetes.io/shield-advanced-protection"));
        }
        shield.protect(arn);
        return Effect.DONE;
    }
}
