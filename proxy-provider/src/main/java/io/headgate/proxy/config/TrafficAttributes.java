package io.headgate.proxy.config;

import java.time.Duration;
import java.util.Map;

/**
 * The attributes of a load balancer that change what happens to a request, by their ELBv2 names.
 *
 * @param idleTimeout {@code idle_timeout.timeout_seconds}: without a byte for so long a connection is given up
 * @param clientKeepAlive {@code client_keep_alive.seconds}, counted from accept; then the next answer closes
 * @param forwardedFor {@code routing.http.xff_header_processing.mode}
 * @param forwardedForClientPort {@code routing.http.xff_client_port.enabled}
 * @param preserveHost {@code routing.http.preserve_host_header.enabled}
 * @param dropInvalidHeaders {@code routing.http.drop_invalid_header_fields.enabled}
 * @param serverHeader {@code routing.http.response.server.enabled}, a listener attribute
 */
public record TrafficAttributes(
        Duration idleTimeout,
        Duration clientKeepAlive,
        ForwardedFor forwardedFor,
        boolean forwardedForClientPort,
        boolean preserveHost,
        boolean dropInvalidHeaders,
        boolean serverHeader) {

    /** What becomes of {@code X-Forwarded-For}. */
    public enum ForwardedFor {
        APPEND,
        PRESERVE,
        REMOVE
    }

    /** The API's defaults. */
    public static final TrafficAttributes DEFAULT = of(Map.of());

    /** Reads the attributes of a load balancer and its listener together; what is absent or malformed has its default. */
    public static TrafficAttributes of(Map<String, String> attributes) {
        return new TrafficAttributes(
                seconds(attributes, "idle_timeout.timeout_seconds", 60),
                seconds(attributes, "client_keep_alive.seconds", 3600),
                forwardedFor(attributes.getOrDefault("routing.http.xff_header_processing.mode", "append")),
                flag(attributes, "routing.http.xff_client_port.enabled", false),
                flag(attributes, "routing.http.preserve_host_header.enabled", false),
                flag(attributes, "routing.http.drop_invalid_header_fields.enabled", false),
                flag(attributes, "routing.http.response.server.enabled", true));
    }

    /** The same with another idle timeout, which may be shorter than the API allows. */
    public TrafficAttributes withIdleTimeout(Duration timeout) {
        return new TrafficAttributes(
                timeout,
                clientKeepAlive,
                forwardedFor,
                forwardedForClientPort,
                preserveHost,
                dropInvalidHeaders,
                serverHeader);
    }

    private static Duration seconds(Map<String, String> attributes, String name, int byDefault) {
        String text = attributes.getOrDefault(name, "");
        boolean number = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(Character::isDigit);
        return Duration.ofSeconds(number ? Integer.parseInt(text) : byDefault);
    }

    private static ForwardedFor forwardedFor(String mode) {
        return switch (mode) {
            case "preserve" -> ForwardedFor.PRESERVE;
            case "remove" -> ForwardedFor.REMOVE;
            default -> ForwardedFor.APPEND;
        };
    }

    private static boolean flag(Map<String, String> attributes, String name, boolean byDefault) {
        String text = attributes.get(name);
        return text == null ? byDefault : Boolean.parseBoolean(text);
    }
}
