package io.headgate.simulator.account;

/** Whose account this is and where: the fixed parts of every ARN. */
public record Identity(String accountId, String region) {

    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + accountId + ":" + resource;
    }
}
