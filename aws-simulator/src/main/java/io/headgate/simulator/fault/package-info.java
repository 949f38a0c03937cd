/** Misbehaviour on request: errors, lost and slow answers, throttling, reads that are stale, empty, partial or lack tags. */
@NullMarked
package io.headgate.simulator.fault;

import org.jspecify.annotations.NullMarked;
