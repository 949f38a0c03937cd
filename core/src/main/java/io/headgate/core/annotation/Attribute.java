package io.headgate.core.annotation;

/**
 * An attribute that AWS knows.
 *
 * @param defaultValue what AWS sets when nobody says otherwise
 */
public record Attribute(AttributeKind kind, String key, String defaultValue, Limit limit, String meaning) {}
