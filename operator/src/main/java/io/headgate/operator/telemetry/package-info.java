/** What the operator shows of itself: health, metrics, logs. */
@NullMarked
package io.headgate.operator.telemetry;

import org.jspecify.annotations.NullMarked;
