"""What stands in the normal form instead of ids: names of the seed, and resources of the cluster's own things."""

import re

from account import BACKEND_TAG, CLUSTER_TAG, RESOURCE_TAG

_HASH = re.compile(r"-[0-9a-f]{10}$")


class Names:
    def __init__(self, seed, security_groups, target_groups, requested_certificates):
        self._subnets = {each["id"]: each["name"] for each in seed["subnets"]}
        self._certificates = {each["arn"]: each["name"] for each in seed.get("certificates", [])}
        self._certificates |= {
            each["CertificateArn"]: "created:" + each["Tags"].get(RESOURCE_TAG, "") for each in requested_certificates}
        self._security_groups = {each["id"]: each["name"] for each in seed.get("securityGroups", [])}
        self._security_groups |= _own_groups(security_groups, seed["clusterName"])
        self._web_acls = {each["arn"]: each["name"] for each in seed.get("webAcls", [])}
        self._foreign_target_groups = {each["arn"]: each["name"] for each in seed.get("targetGroups", [])}
        self._own_target_groups = {each["TargetGroupArn"]: each["Tags"].get(RESOURCE_TAG, "") for each in target_groups}

    def subnet(self, subnet_id):
        return self._subnets.get(subnet_id, subnet_id)

    def certificate(self, arn):
        return self._certificates.get(arn, arn)

    def security_group(self, group_id):
        return self._security_groups.get(group_id, group_id)

    def web_acl(self, arn):
        return {"webAcl": self._web_acls[arn]} if arn in self._web_acls else {"webAclArn": arn}

    def own_target_group(self, arn):
        """Its resource; the ARN if the target group is not the cluster's own."""
        return self._own_target_groups.get(arn, arn)

    def target_group(self, arn):
        if arn in self._own_target_groups:
            return {"targetGroup": self._own_target_groups[arn]}
        if arn in self._foreign_target_groups:
            return {"targetGroupName": self._foreign_target_groups[arn]}
        return {"targetGroupArn": arn}


def _own_groups(security_groups, cluster):
    names = {}
    for group in security_groups:
        tags = group["Tags"]
        if tags.get(CLUSTER_TAG) == cluster:
            names[group["GroupId"]] = "backend" if BACKEND_TAG in tags else "managed"
    return names


def prefix(name):
    """A name without the hash over the Service's UID that ends it."""
    return _HASH.sub("", name)
