package io.headgate.crds.elbv2;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.generator.annotation.Required;

/** A tag or an attribute. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeyValue(@Required String key, @Required String value) {}
