"""Reads through boto3 what one cluster owns in one VPC. Answers are kept as the API gives them."""

import functools
import urllib.parse

import boto3
import botocore.config

CLUSTER_TAG = "elbv2.k8s.aws/cluster"
STACK_TAG = "ingress.k8s.aws/stack"
RESOURCE_TAG = "ingress.k8s.aws/resource"
BACKEND_TAG = "elbv2.k8s.aws/resource"

# DescribeTags takes at most 20 resources.
_TAGGED_AT_ONCE = 20


def _pairs(entries):
    return {entry["Key"]: entry.get("Value", "") for entry in entries}


class Account:
    """One account behind one endpoint on loopback. Nothing is changed in it."""

    def __init__(self, endpoint, seed):
        host = urllib.parse.urlsplit(endpoint).hostname
        if host not in ("127.0.0.1", "localhost", "::1"):
            raise ValueError(f"the endpoint must be on loopback, not {endpoint}")
        self.endpoint = endpoint
        self.seed = seed
        self.cluster = seed["clusterName"]
        self.vpc = seed["vpc"]["id"]

    @functools.lru_cache(maxsize=None)
    def client(self, service):
        return _session(self.seed["region"]).client(
            service, endpoint_url=self.endpoint, config=botocore.config.Config(retries={"total_max_attempts": 2}))

    def _all(self, service, operation, key, **arguments):
        return list(self.client(service).get_paginator(operation).paginate(**arguments).search(f"{key}[]"))

    def _elb_tags(self, arns):
        tags = {}
        for start in range(0, len(arns), _TAGGED_AT_ONCE):
            chunk = arns[start:start + _TAGGED_AT_ONCE]
            for described in self.client("elbv2").describe_tags(ResourceArns=chunk)["TagDescriptions"]:
                tags[described["ResourceArn"]] = _pairs(described["Tags"])
        return tags

    def _owned(self, resources, arn_key):
        tags = self._elb_tags([resource[arn_key] for resource in resources])
        owned = []
        for resource in resources:
            of_resource = tags.get(resource[arn_key], {})
            if of_resource.get(CLUSTER_TAG) == self.cluster:
                owned.append(resource | {"Tags": of_resource})
        return owned

    def load_balancers(self):
        everything = self._all("elbv2", "describe_load_balancers", "LoadBalancers")
        return self._owned([each for each in everything if each.get("VpcId") == self.vpc], "LoadBalancerArn")

    def target_groups(self):
        everything = self._all("elbv2", "describe_target_groups", "TargetGroups")
        return self._owned([each for each in everything if each.get("VpcId") == self.vpc], "TargetGroupArn")

    def listeners(self, load_balancer_arn):
        listeners = self._all("elbv2", "describe_listeners", "Listeners", LoadBalancerArn=load_balancer_arn)
        tags = self._elb_tags([listener["ListenerArn"] for listener in listeners])
        return [listener | {"Tags": tags.get(listener["ListenerArn"], {})} for listener in listeners]

    def rules(self, listener_arn):
        """Rules by priority, without the default rule."""
        rules = self._all("elbv2", "describe_rules", "Rules", ListenerArn=listener_arn)
        rules = sorted((rule for rule in rules if not rule["IsDefault"]), key=lambda rule: int(rule["Priority"]))
        tags = self._elb_tags([rule["RuleArn"] for rule in rules])
        return [rule | {"Tags": tags.get(rule["RuleArn"], {})} for rule in rules]

    def certificates(self, listener_arn):
        """ARNs, the default first, then the others as the API has them; the default is not repeated."""
        listed = self._all("elbv2", "describe_listener_certificates", "Certificates", ListenerArn=listener_arn)
        default = [each["CertificateArn"] for each in listed if each.get("IsDefault")]
        others = [each["CertificateArn"] for each in listed if each["CertificateArn"] not in default]
        return default, others

    def load_balancer_attributes(self, arn):
        return _pairs(self.client("elbv2").describe_load_balancer_attributes(LoadBalancerArn=arn)["Attributes"])

    def listener_attributes(self, arn):
        return _pairs(self.client("elbv2").describe_listener_attributes(ListenerArn=arn)["Attributes"])

    def target_group_attributes(self, arn):
        return _pairs(self.client("elbv2").describe_target_group_attributes(TargetGroupArn=arn)["Attributes"])

    def minimum_capacity_units(self, arn):
        reservation = self.client("elbv2").describe_capacity_reservation(LoadBalancerArn=arn)
        return (reservation.get("MinimumLoadBalancerCapacity") or {}).get("CapacityUnits")

    def security_groups(self):
        """All of the VPC, since rules and load balancers name foreign ones too."""
        groups = self._all(
            "ec2", "describe_security_groups", "SecurityGroups", Filters=[{"Name": "vpc-id", "Values": [self.vpc]}])
        return [group | {"Tags": _pairs(group.get("Tags", []))} for group in groups]

    def requested_certificates(self):
        """Certificates that the cluster requested from ACM, in full, with their tags."""
        acm = self.client("acm")
        found = []
        for summary in self._all("acm", "list_certificates", "CertificateSummaryList"):
            arn = summary["CertificateArn"]
            tags = _pairs(acm.list_tags_for_certificate(CertificateArn=arn).get("Tags", []))
            if tags.get(CLUSTER_TAG) == self.cluster:
                found.append(acm.describe_certificate(CertificateArn=arn)["Certificate"] | {"Tags": tags})
        return found

    def web_acl(self, load_balancer_arn):
        return self.client("wafv2").get_web_acl_for_resource(ResourceArn=load_balancer_arn).get("WebACL")

    def regional_web_acl(self, load_balancer_arn):
        answer = self.client("waf-regional").get_web_acl_for_resource(ResourceArn=load_balancer_arn)
        return answer.get("WebACLSummary")

    def protected_by_shield(self, load_balancer_arn):
        shield = self.client("shield")
        try:
            return bool(shield.describe_protection(ResourceArn=load_balancer_arn).get("Protection"))
        except shield.exceptions.ResourceNotFoundException:
            return False


@functools.lru_cache(maxsize=None)
def _session(region):
    return boto3.session.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=region)
