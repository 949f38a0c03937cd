"""TargetGroupBindings in the normal form."""

from names import prefix

_STACK_LABEL = "ingress.k8s.aws/stack"


def binding(stored, names):
    """A binding that its controller made: its stack follows from its labels, its resource from its target group."""
    metadata, spec = stored["metadata"], stored["spec"]
    labels = metadata.get("labels", {})
    resource = names.own_target_group(spec.get("targetGroupARN", ""))
    found = {
        "stack": _stack(labels),
        "resource": resource,
        "targetGroup": resource,
        "namespace": metadata["namespace"],
        "namePrefix": prefix(metadata["name"]),
        "serviceRef": {"name": spec["serviceRef"]["name"], "port": spec["serviceRef"]["port"]},
        "targetType": spec["targetType"],
        "ipAddressType": spec.get("ipAddressType", "ipv4"),
        "targetGroupProtocol": spec["targetGroupProtocol"],
        "labels": dict(sorted(labels.items())),
    }
    if spec.get("multiClusterTargetGroup"):
        found["multiClusterTargetGroup"] = True
    if spec.get("networking"):
        found["networking"] = [_rule(each, names) for each in spec["networking"].get("ingress", [])]
    if spec.get("nodeSelector"):
        found["nodeSelector"] = spec["nodeSelector"].get("matchLabels", {})
    return found


def _stack(labels):
    if _STACK_LABEL in labels:
        return labels[_STACK_LABEL]
    return "/".join(labels.get(f"{_STACK_LABEL}-{part}", "") for part in ("namespace", "name"))


def _rule(stored, names):
    return {
        "from": [_peer(each, names) for each in stored["from"]],
        "ports": [_port(each) for each in stored["ports"]],
    }


def _peer(stored, names):
    if stored.get("securityGroup"):
        return {"securityGroup": names.security_group(stored["securityGroup"]["groupID"])}
    return {"cidr": stored["ipBlock"]["cidr"]}


def _port(stored):
    port = {"port": stored["port"]} if "port" in stored else {}
    return {"protocol": stored.get("protocol", "TCP")} | port
