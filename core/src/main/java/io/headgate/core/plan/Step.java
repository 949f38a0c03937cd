package io.headgate.core.plan;

/** One mutating API call as data. */
public interface Step {

    Risk risk();
}
