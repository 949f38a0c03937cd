#!/usr/bin/env python3
"""Reads what a cluster owns in an AWS account at an endpoint on loopback, in the normal form in which LBC's states were recorded.

    read_state.py --endpoint URL --seed SEED.json [--bindings LIST.json] [--refused LIST.json] [--expected STATE.json]

prints the state; the expectation only tells which attributes at their default, and which add-ons, count. With --serve it answers one
request after another, one JSON object a line: {"endpoint", "seed", "bindings", "refused", "expected"} with values in place of files,
and {"state", "differences", "owned", "nodePermissions"} or {"error"} in return, so that a test pays for the start of Python once.
"""

import argparse
import json
import sys
import traceback

import compare
import normal_form
from account import CLUSTER_TAG, Account

# What the controller writes to each permission by which load balancers reach nodes and pods.
_NODE_PERMISSION = "elbv2.k8s.aws/targetGroupBinding=shared"


def main():
    arguments = _parser().parse_args()
    if arguments.serve:
        serve(sys.stdin, sys.stdout)
        return
    account = Account(arguments.endpoint, _load(arguments.seed))
    bindings = _load(arguments.bindings) if arguments.bindings else []
    state = normal_form.read(
        account,
        _load(arguments.expected) if arguments.expected else {},
        bindings.get("items", []) if isinstance(bindings, dict) else bindings,
        _load(arguments.refused) if arguments.refused else [])
    json.dump(state, sys.stdout, indent=1, ensure_ascii=False)
    print()


def _parser():
    parser = argparse.ArgumentParser(description="Reads the state of an AWS account into the normal form.")
    parser.add_argument("--serve", action="store_true", help="answer requests on standard input")
    parser.add_argument("--endpoint", help="one endpoint for all services")
    parser.add_argument("--seed", help="facts of the account")
    parser.add_argument("--bindings", help="TargetGroupBindings as a JSON list, or as kubectl prints them")
    parser.add_argument("--refused", help="refused Ingresses as a JSON list")
    parser.add_argument("--expected", help="the expected state")
    return parser


def serve(requests, answers):
    for line in requests:
        try:
            answer = _answer(**json.loads(line))
        except Exception:  # pylint: disable=broad-except  # the border of the process: the test fails with this text
            answer = {"error": traceback.format_exc()}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _answer(endpoint, seed, bindings, refused, expected):
    account = Account(endpoint, seed)
    state = normal_form.read(account, expected, bindings, refused)
    return {
        "state": state,
        "differences": list(compare.differences("", expected, state)),
        "owned": owned(account),
        "nodePermissions": node_permissions(account),
    }


def owned(account):
    """Everything that carries the cluster's tag, the shared security group too."""
    groups = [each["GroupId"] for each in account.security_groups() if each["Tags"].get(CLUSTER_TAG) == account.cluster]
    return sorted(
        [each["LoadBalancerArn"] for each in account.load_balancers()]
        + [each["TargetGroupArn"] for each in account.target_groups()]
        + groups)


def node_permissions(account):
    """Permissions on any security group by which load balancers reach targets."""
    return sorted(
        f"{group['GroupId']} {permission['IpProtocol']} {permission.get('FromPort')}-{permission.get('ToPort')}"
        for group in account.security_groups()
        for permission in group["IpPermissions"]
        for pair in permission.get("UserIdGroupPairs", []) + permission.get("IpRanges", [])
        if pair.get("Description") == _NODE_PERMISSION)


def _load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


if __name__ == "__main__":
    main()
