"""Conditions, transforms and actions of rules and listeners in the normal form."""

import json

_REDIRECT_PLACEHOLDERS = {
    "host": ("Host", "#{host}"),
    "path": ("Path", "/#{path}"),
    "port": ("Port", "#{port}"),
    "protocol": ("Protocol", "#{protocol}"),
    "query": ("Query", "#{query}"),
}

# The part of a condition's or transform's answer that holds its values.
_CONDITION_CONFIG = {
    "host-header": "HostHeaderConfig",
    "path-pattern": "PathPatternConfig",
    "http-header": "HttpHeaderConfig",
    "http-request-method": "HttpRequestMethodConfig",
    "query-string": "QueryStringConfig",
    "source-ip": "SourceIpConfig",
}
_TRANSFORM_CONFIG = {"url-rewrite": "UrlRewriteConfig", "host-header-rewrite": "HostHeaderRewriteConfig"}


def conditions(answered):
    found = [_condition(each) for each in answered]
    return sorted(found, key=lambda each: (
        each["field"], each.get("headerName", ""), json.dumps(each.get("values", each.get("regexValues")))))


def _condition(answered):
    field = answered["Field"]
    config = answered.get(_CONDITION_CONFIG[field], {})
    condition = {"field": field}
    if field == "http-header":
        condition["headerName"] = config["HttpHeaderName"]
    if config.get("RegexValues"):
        return condition | {"regexValues": config["RegexValues"]}
    if field == "query-string":
        return condition | {"values": [_query_value(value) for value in config["Values"]]}
    return condition | {"values": config.get("Values") or answered.get("Values", [])}


def _query_value(answered):
    key = {"key": answered["Key"]} if "Key" in answered else {}
    return key | {"value": answered["Value"]}


def transforms(answered):
    found = [{"type": each["Type"], "rewrites": _rewrites(each)} for each in answered]
    return sorted(found, key=lambda each: each["type"])


def _rewrites(answered):
    config = answered[_TRANSFORM_CONFIG[answered["Type"]]]
    return [{"regex": each["Regex"], "replace": each["Replace"]} for each in config["Rewrites"]]


def actions(answered, names):
    """Actions in their order, authentication first."""
    return [_ACTIONS[each["Type"]](each, names) for each in sorted(answered, key=lambda each: each.get("Order", 0))]


def _forward(answered, names):
    config = answered.get("ForwardConfig") or {"TargetGroups": [{"TargetGroupArn": answered["TargetGroupArn"]}]}
    tuples = config["TargetGroups"]
    alone = len(tuples) == 1
    targets = [
        names.target_group(each["TargetGroupArn"]) | {"weight": 1 if alone else each.get("Weight", 1)}
        for each in tuples]
    action = {"type": "forward", "targetGroups": sorted(targets, key=lambda each: [str(v) for v in each.values()])}
    stickiness = config.get("TargetGroupStickinessConfig", {})
    if stickiness.get("Enabled"):
        action["stickiness"] = {"enabled": True}
        if "DurationSeconds" in stickiness:
            action["stickiness"]["durationSeconds"] = stickiness["DurationSeconds"]
    return action


def _redirect(answered, _):
    config = answered["RedirectConfig"]
    fields = {key: config.get(name, placeholder) for key, (name, placeholder) in _REDIRECT_PLACEHOLDERS.items()}
    return {"type": "redirect"} | fields | {"statusCode": config["StatusCode"]}


def _fixed_response(answered, _):
    config = answered["FixedResponseConfig"]
    optional = {"contentType": config.get("ContentType"), "messageBody": config.get("MessageBody")}
    return (
        {"type": "fixed-response"}
        | {key: value for key, value in optional.items() if value}
        | {"statusCode": config["StatusCode"]})


def _session(config):
    common = {
        "onUnauthenticatedRequest": config["OnUnauthenticatedRequest"],
        "scope": config["Scope"],
        "sessionCookieName": config["SessionCookieName"],
        "sessionTimeout": int(config["SessionTimeout"]),
    }
    extra = config.get("AuthenticationRequestExtraParams")
    return common | ({"extraParams": extra} if extra else {})


def _cognito(answered, _):
    config = answered["AuthenticateCognitoConfig"]
    return {
        "type": "authenticate-cognito",
        "userPoolArn": config["UserPoolArn"],
        "userPoolClientId": config["UserPoolClientId"],
        "userPoolDomain": config["UserPoolDomain"],
    } | _session(config)


def _oidc(answered, _):
    config = answered["AuthenticateOidcConfig"]
    return {
        "type": "authenticate-oidc",
        "issuer": config["Issuer"],
        "authorizationEndpoint": config["AuthorizationEndpoint"],
        "tokenEndpoint": config["TokenEndpoint"],
        "userInfoEndpoint": config["UserInfoEndpoint"],
        # It comes from a Secret and is nobody else's business.
        "clientId": "<redacted>",
    } | _session(config)


def _jwt(answered, _):
    config = answered["JwtValidationConfig"]
    claims = [
        {"format": each["Format"], "name": each["Name"], "values": each["Values"]}
        for each in config.get("AdditionalClaims", [])]
    action = {"type": "jwt-validation", "jwksEndpoint": config["JwksEndpoint"], "issuer": config["Issuer"]}
    return action | ({"additionalClaims": claims} if claims else {})


_ACTIONS = {
    "forward": _forward,
    "redirect": _redirect,
    "fixed-response": _fixed_response,
    "authenticate-cognito": _cognito,
    "authenticate-oidc": _oidc,
    "jwt-validation": _jwt,
}
