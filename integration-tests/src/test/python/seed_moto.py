#!/usr/bin/env python3
"""Makes the account of a seed in moto, which gives out ids of its own.

    seed_moto.py --endpoint URL --seed SEED.json
    seed_moto.py --start --seed SEED.json

prints one line, {"endpoint", "seed": the same facts with moto's ids, "replacements": {id in the seed: id in moto}}; manifests that name
ids need these replaced before they are applied. With --start the server is moto in this process, on a free port of loopback, until
standard input ends. IPv6 and web ACLs are left out: moto chooses IPv6 blocks itself, and nothing here needs the others.
"""

import argparse
import datetime
import functools
import ipaddress
import json
import logging
import sys

import boto3
import moto.server
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

_ANY_IMAGE = "ami-12c6146b"
_LOAD_BALANCER_NEEDS = 8
_KEYS = {
    "RSA_2048": lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "EC_prime256v1": lambda: ec.generate_private_key(ec.SECP256R1()),
}


def main():
    parser = argparse.ArgumentParser(description="Makes the account of a seed in moto.")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--endpoint", help="a moto server that runs")
    where.add_argument("--start", action="store_true", help="start one")
    parser.add_argument("--seed", required=True)
    arguments = parser.parse_args()
    with open(arguments.seed, encoding="utf-8") as file:
        seed = json.load(file)
    endpoint = start_moto() if arguments.start else arguments.endpoint
    print(json.dumps({"endpoint": endpoint} | Seeding(endpoint, seed).make()), flush=True)
    if arguments.start:
        sys.stdin.read()


def start_moto():
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = moto.server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    return f"http://{host}:{port}"


class Seeding:
    def __init__(self, endpoint, seed):
        self._seed = seed
        session = boto3.session.Session(
            aws_access_key_id="test", aws_secret_access_key="test", region_name=seed["region"])
        client = functools.partial(session.client, endpoint_url=endpoint)
        self._ec2, self._acm, self._elbv2 = client("ec2"), client("acm"), client("elbv2")
        self._replacements = {}

    def make(self):
        self._make_vpc()
        self._make_subnets()
        for group in self._seed["securityGroups"]:
            self._make_security_group(group)
        for node in self._seed["nodes"]:
            self._make_node(node)
        self._make_certificates()
        for target_group in self._seed.get("targetGroups", []):
            self._make_target_group(target_group)
        return {"seed": self._with_ids_of_moto(self._seed), "replacements": self._replacements}

    def _with_ids_of_moto(self, value):
        """Old ids are whole values, never parts of others."""
        if isinstance(value, dict):
            return {key: self._with_ids_of_moto(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self._with_ids_of_moto(each) for each in value]
        return self._replacements.get(value, value) if isinstance(value, str) else value

    def _make_vpc(self):
        vpc = self._seed["vpc"]
        first, *others = vpc["cidrs"]
        made = self._ec2.create_vpc(CidrBlock=first, TagSpecifications=_tagged("vpc", vpc))["Vpc"]["VpcId"]
        for cidr in others:
            self._ec2.associate_vpc_cidr_block(VpcId=made, CidrBlock=cidr)
        self._replacements[vpc["id"]] = made

    def _vpc(self):
        return self._replacements[self._seed["vpc"]["id"]]

    def _make_subnets(self):
        gateway = self._ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        self._ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=self._vpc())
        public = self._ec2.create_route_table(VpcId=self._vpc())["RouteTable"]["RouteTableId"]
        self._ec2.create_route(RouteTableId=public, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
        for subnet in self._seed["subnets"]:
            made = self._ec2.create_subnet(
                VpcId=self._vpc(),
                CidrBlock=subnet["cidr"],
                AvailabilityZone=subnet["zone"],
                TagSpecifications=_tagged("subnet", subnet))["Subnet"]["SubnetId"]
            self._replacements[subnet["id"]] = made
            if subnet["routesToInternetGateway"]:
                self._ec2.associate_route_table(RouteTableId=public, SubnetId=made)
            if subnet["availableAddresses"] < _LOAD_BALANCER_NEEDS:
                self._use_up(made, subnet)

    def _use_up(self, made, subnet):
        """Interfaces take the addresses that the seed says are taken; AWS itself keeps five."""
        usable = ipaddress.ip_network(subnet["cidr"]).num_addresses - 5
        for _ in range(usable - subnet["availableAddresses"]):
            self._ec2.create_network_interface(SubnetId=made)

    def _make_security_group(self, group):
        self._replacements[group["id"]] = self._ec2.create_security_group(
            GroupName=group["name"],
            Description=group["name"],
            VpcId=self._vpc(),
            TagSpecifications=_tagged("security-group", group))["GroupId"]

    def _make_node(self, node):
        instance = self._ec2.run_instances(
            ImageId=_ANY_IMAGE,
            MinCount=1,
            MaxCount=1,
            SubnetId=self._id_of("subnets", node["subnet"]),
            SecurityGroupIds=[self._id_of("securityGroups", node["securityGroup"])],
            PrivateIpAddress=node["ip"],
            TagSpecifications=_tagged("instance", node))["Instances"][0]
        self._replacements[node["instanceId"]] = instance["InstanceId"]

    def _id_of(self, kind, name):
        return next(self._replacements[each["id"]] for each in self._seed[kind] if each["name"] == name)

    def _make_certificates(self):
        """The ARNs get the order that they have in the seed, since discovery goes by it; an ARN can be imported to again."""
        seeded = sorted(self._seed["certificates"], key=lambda certificate: certificate["arn"])
        made = sorted(self._import_certificate(certificate) for certificate in seeded)
        for certificate, arn in zip(seeded, made):
            self._import_certificate(certificate, CertificateArn=arn)
            self._replacements[certificate["arn"]] = arn

    def _import_certificate(self, certificate, **again):
        key = _KEYS[certificate["keyAlgorithm"]]()
        return self._acm.import_certificate(
            Certificate=_self_signed(certificate["names"], key).public_bytes(serialization.Encoding.PEM),
            PrivateKey=key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.TraditionalOpenSSL,
                serialization.NoEncryption()),
            **again)["CertificateArn"]

    def _make_target_group(self, group):
        made = self._elbv2.create_target_group(
            Name=group["name"],
            Protocol=group.get("protocol", "HTTP"),
            Port=group["port"],
            VpcId=self._vpc(),
            TargetType=group.get("targetType", "instance"))["TargetGroups"][0]
        self._replacements[group["arn"]] = made["TargetGroupArn"]


def _tagged(kind, named):
    tags = {"Name": named["name"]} | named.get("tags", {})
    return [{"ResourceType": kind, "Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}]


def _self_signed(names, key):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, names[0])])
    now = datetime.datetime.now(datetime.timezone.utc)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=90))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(each) for each in names]), critical=False)
        .sign(key, hashes.SHA256()))


if __name__ == "__main__":
    main()
