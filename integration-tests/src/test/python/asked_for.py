"""What an expectation names: of attributes at their default and of add-ons only that is written."""


class AskedFor:
    def __init__(self, expected):
        self._load_balancers = _by_identity(expected.get("loadBalancers", []))
        self._target_groups = _by_identity(expected.get("targetGroups", []))
        self._bindings = _by_identity(expected.get("targetGroupBindings", []))
        self.addons = expected.get("addons", [])

    def of_load_balancer(self, stack, resource):
        return self._load_balancers.get((stack, resource), {}).get("attributes", {})

    def of_listener(self, stack, resource, port):
        for listener in self._load_balancers.get((stack, resource), {}).get("listeners", []):
            if listener["port"] == port:
                return listener["attributes"]
        return {}

    def of_target_group(self, stack, resource):
        return self._target_groups.get((stack, resource), {}).get("attributes", {})

    def joins_ports(self, stack, resource):
        """Whether a binding's ports that the same peers may reach are written as one rule."""
        networking = self._bindings.get((stack, resource), {}).get("networking", [])
        return any(len(rule["ports"]) > 1 for rule in networking)

    def removals(self, stack):
        """Add-ons of a stack that are to be absent: an account shows them by showing nothing."""
        return [
            addon for addon in self.addons
            if addon["stack"] == stack and (
                addon.get("webAcl", addon.get("webAclArn", addon.get("webAclId"))) in ("", "none")
                or addon.get("enabled") is False)]

    def wants(self, stack, kind):
        return any(addon["stack"] == stack and addon["type"] == kind for addon in self.addons)


def _by_identity(entries):
    return {(entry["stack"], entry["resource"]): entry for entry in entries}


def without_defaults(attributes, defaults, asked):
    return {
        key: value for key, value in sorted(attributes.items())
        if key in asked or not _is_default(value, defaults.get(key))}


def _is_default(value, default):
    return value in default if isinstance(default, tuple) else value == default
