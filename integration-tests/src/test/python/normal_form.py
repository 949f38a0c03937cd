"""The normal form of an account: what one cluster owns in it, with names instead of ids."""

import attribute_defaults
import bindings_form
import routing_form
from account import CLUSTER_TAG, RESOURCE_TAG, STACK_TAG
from asked_for import AskedFor, without_defaults
from names import Names, prefix

_TRACKING_TAGS = (CLUSTER_TAG, STACK_TAG, RESOURCE_TAG)
_TLS = ("HTTPS", "TLS")


def _user_tags(tags):
    return {key: value for key, value in sorted(tags.items()) if key not in _TRACKING_TAGS}


def _identity(described):
    return {"stack": described["Tags"].get(STACK_TAG, ""), "resource": described["Tags"].get(RESOURCE_TAG, "")}


def _by_identity(entries):
    return sorted(entries, key=lambda entry: (entry["stack"], entry["resource"]))


def _set(**optional):
    return {key: value for key, value in optional.items() if value is not None}


def read(account, expected, bindings, refused):
    """The state of an account. Bindings are the TargetGroupBindings of the cluster as the API server has them."""
    return Reading(account, AskedFor(expected)).state(bindings, refused)


class Reading:
    def __init__(self, account, asked):
        self._account = account
        self._asked = asked
        self._security_groups = account.security_groups()
        self._target_groups = account.target_groups()
        self._certificates = account.requested_certificates() if self._wants_certificates() else []
        self._names = Names(account.seed, self._security_groups, self._target_groups, self._certificates)

    def _wants_certificates(self):
        return any(addon["type"] == "certificate" for addon in self._asked.addons)

    def state(self, bindings, refused):
        load_balancers = self._account.load_balancers()
        return {
            "formatVersion": 1,
            "loadBalancers": _by_identity(self._load_balancer(each) for each in load_balancers),
            "targetGroups": _by_identity(self._target_group(each) for each in self._target_groups),
            "securityGroups": _by_identity(
                self._security_group(each) for each in self._security_groups
                if each["Tags"].get(CLUSTER_TAG) == self._account.cluster and RESOURCE_TAG in each["Tags"]),
            "targetGroupBindings": _by_identity(
                bindings_form.binding(each, self._names, self._asked) for each in bindings),
            "addons": self._addons(load_balancers),
            "refused": sorted(refused, key=lambda each: each["ingress"]),
        }

    def _load_balancer(self, described):
        identity = _identity(described)
        arn = described["LoadBalancerArn"]
        zones = described["AvailabilityZones"]
        attributes = without_defaults(
            self._account.load_balancer_attributes(arn),
            attribute_defaults.of_load_balancer(described),
            self._asked.of_load_balancer(**identity))
        listeners = sorted(self._account.listeners(arn), key=lambda each: each["Port"])
        return identity | {
            "name": described["LoadBalancerName"],
            "type": described["Type"],
            "scheme": described["Scheme"],
            "ipAddressType": described["IpAddressType"],
            "subnets": sorted(self._names.subnet(zone["SubnetId"]) for zone in zones),
            "securityGroups": sorted(map(self._names.security_group, described.get("SecurityGroups", []))),
        } | _set(
            eipAllocations=self._eip_allocations(zones) or None,
            customerOwnedIpv4Pool=described.get("CustomerOwnedIpv4Pool"),
            ipamIpv4PoolId=(described.get("IpamPools") or {}).get("Ipv4IpamPoolId"),
            minimumCapacityUnits=self._account.minimum_capacity_units(arn) or None,
        ) | {
            "attributes": attributes,
            "tags": _user_tags(described["Tags"]),
            "listeners": [self._listener(each, **identity) for each in listeners],
        }

    def _eip_allocations(self, zones):
        return {
            self._names.subnet(zone["SubnetId"]): address["AllocationId"]
            for zone in zones for address in zone.get("LoadBalancerAddresses", []) if address.get("AllocationId")}

    def _listener(self, described, stack, resource):
        arn = described["ListenerArn"]
        tls = described["Protocol"] in _TLS
        attributes = without_defaults(
            self._account.listener_attributes(arn),
            attribute_defaults.of_listener(),
            self._asked.of_listener(stack, resource, described["Port"]))
        return {
            "resource": described["Tags"].get(RESOURCE_TAG, ""),
            "port": described["Port"],
            "protocol": described["Protocol"],
        } | _set(
            certificates=self._certificate_names(arn) if tls else None,
            sslPolicy=described.get("SslPolicy") if tls else None,
            mutualAuthentication=_mutual_authentication(described),
        ) | {
            "attributes": attributes,
            "defaultActions": routing_form.actions(described["DefaultActions"], self._names),
            "tags": _user_tags(described["Tags"]),
            "rules": [
                self._rule(position, rule) for position, rule in enumerate(self._account.rules(arn), start=1)],
        }

    def _certificate_names(self, listener_arn):
        default, others = self._account.certificates(listener_arn)
        return [*map(self._names.certificate, default), *sorted(map(self._names.certificate, others))]

    def _rule(self, position, described):
        transforms = routing_form.transforms(described.get("Transforms", []))
        return {
            "resource": described["Tags"].get(RESOURCE_TAG, ""),
            "priority": position,
            "conditions": routing_form.conditions(described["Conditions"]),
            "actions": routing_form.actions(described["Actions"], self._names),
        } | _set(transforms=transforms or None) | {"tags": _user_tags(described["Tags"])}

    def _target_group(self, described):
        identity = _identity(described)
        attributes = without_defaults(
            self._account.target_group_attributes(described["TargetGroupArn"]),
            attribute_defaults.of_target_group(described),
            self._asked.of_target_group(**identity))
        return identity | {
            "namePrefix": prefix(described["TargetGroupName"]),
            "targetType": described["TargetType"],
            "protocol": described["Protocol"],
        } | _set(protocolVersion=described.get("ProtocolVersion")) | {
            "port": described["Port"],
            "ipAddressType": described.get("IpAddressType", "ipv4"),
        } | _set(targetControlPort=described.get("TargetControlPort")) | {
            "healthCheck": _health_check(described),
            "attributes": attributes,
            "tags": _user_tags(described["Tags"]),
        }

    def _security_group(self, described):
        permissions = [
            entry for permission in described["IpPermissions"] for entry in self._permissions(permission)]
        return _identity(described) | {
            "name": described["GroupName"],
            "description": described["Description"],
            "ingress": sorted(permissions, key=_permission_order),
            "tags": _user_tags(described["Tags"]),
        }

    def _permissions(self, permission):
        """One entry for each source."""
        ports = {
            "protocol": permission["IpProtocol"],
            "fromPort": permission.get("FromPort", -1),
            "toPort": permission.get("ToPort", -1),
        }
        for each in permission.get("IpRanges", []):
            yield ports | {"cidr": each["CidrIp"]}
        for each in permission.get("Ipv6Ranges", []):
            yield ports | {"cidr": each["CidrIpv6"]}
        for each in permission.get("PrefixListIds", []):
            yield ports | {"prefixList": each["PrefixListId"]}
        for each in permission.get("UserIdGroupPairs", []):
            yield ports | {"securityGroup": self._names.security_group(each["GroupId"])}

    def _addons(self, load_balancers):
        addons = [self._certificate(each) for each in self._certificates]
        for described in load_balancers:
            identity = _identity(described)
            addons += self._protections(identity["stack"], identity["resource"], described["LoadBalancerArn"])
        return sorted(addons, key=lambda each: (each["stack"], each["type"], each.get("resource", "")))

    def _protections(self, stack, load_balancer, arn):
        """A service that the expectation does not name is not asked: most accounts do not use it."""
        found = {}
        if self._asked.wants(stack, "wafv2") and (acl := self._account.web_acl(arn)):
            found["wafv2"] = self._names.web_acl(acl["ARN"])
        if self._asked.wants(stack, "waf-regional") and (acl := self._account.regional_web_acl(arn)):
            found["waf-regional"] = {"webAclId": acl["WebACLId"]}
        if self._asked.wants(stack, "shield") and self._account.protected_by_shield(arn):
            found["shield"] = {"enabled": True}
        identity = {"stack": stack, "loadBalancer": load_balancer}
        return [{"type": kind} | identity | value for kind, value in found.items()] + [
            removal for removal in self._asked.removals(stack)
            if removal["type"] not in found and removal["loadBalancer"] == load_balancer]

    @staticmethod
    def _certificate(described):
        return _identity(described) | {
            "type": "certificate",
            "domainName": described["DomainName"],
            "subjectAlternativeNames": _names_in_order(described),
        } | _set(certificateAuthorityArn=described.get("CertificateAuthorityArn")) | {
            "tags": _user_tags(described["Tags"])}


def _names_in_order(described):
    """The domain first, then the others: moto gives them in an order of chance."""
    return sorted(described["SubjectAlternativeNames"], key=lambda name: (name != described["DomainName"], name))


def _permission_order(entry):
    kinds = ("cidr", "prefixList", "securityGroup")
    source = [(order, entry[kind]) for order, kind in enumerate(kinds) if kind in entry]
    return entry["protocol"], entry["fromPort"], entry["toPort"], source


def _mutual_authentication(described):
    answered = described.get("MutualAuthentication") or {}
    mode = answered.get("Mode", "off")
    if mode == "off":
        return None
    if mode != "verify":
        return {"mode": mode}
    advertised = answered.get("AdvertiseTrustStoreCaNames")
    return {
        "mode": mode,
        "trustStoreArn": answered["TrustStoreArn"],
        "ignoreClientCertificateExpiry": answered.get("IgnoreClientCertificateExpiry", False),
    } | ({"advertiseTrustStoreCaNames": advertised} if advertised == "on" else {})


def _health_check(described):
    matcher = described.get("Matcher") or {}
    codes = {"grpcCode": matcher.get("GrpcCode")} if matcher.get("GrpcCode") else {"httpCode": matcher.get("HttpCode")}
    return {
        "port": described["HealthCheckPort"],
        "protocol": described["HealthCheckProtocol"],
    } | _set(path=described.get("HealthCheckPath")) | {
        "intervalSeconds": described["HealthCheckIntervalSeconds"],
        "timeoutSeconds": described["HealthCheckTimeoutSeconds"],
        "healthyThreshold": described["HealthyThresholdCount"],
        "unhealthyThreshold": described["UnhealthyThresholdCount"],
    } | ({"matcher": codes} if any(codes.values()) else {})
