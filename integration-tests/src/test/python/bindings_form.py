"""TargetGroupBindings in the normal form."""

import json

from names import prefix

_STACK_LABEL = "ingress.k8s.aws/stack"


def binding(stored, names, asked):
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
        rules = [_rule(each, names) for each in spec["networking"].get("ingress", [])]
        found["networking"] = _joined(rules) if asked.joins_ports(found["stack"], resource) else rules
    if spec.get("nodeSelector"):
        found["nodeSelector"] = spec["nodeSelector"].get("matchLabels", {})
    return found


def _stack(labels):
    if _STACK_LABEL in labels:
        return labels[_STACK_LABEL]
    return "/".join(labels.get(f"{_STACK_LABEL}-{part}", "") for part in ("namespace", "name"))


def _joined(rules):
    """One rule for each set of peers, with all ports that they may reach, sorted. The states were recorded in both ways."""
    joined = {}
    for rule in rules:
        of_peers = joined.setdefault(json.dumps(rule["from"]), {"from": rule["from"], "ports": []})
        of_peers["ports"] += rule["ports"]
    for rule in joined.values():
        rule["ports"].sort(key=lambda port: (port["protocol"], isinstance(port.get("port"), str), port.get("port", 0)))
    return list(joined.values())


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
