package io.headgate.operator.telemetry;

import java.util.function.BooleanSupplier;

/**
 * How the operator is.
 *
 * @param live false if only a restart helps
 * @param ready false as long as the caches are not warm; a replica that stands by is ready
 */
public record Health(BooleanSupplier live, BooleanSupplier ready) {}
