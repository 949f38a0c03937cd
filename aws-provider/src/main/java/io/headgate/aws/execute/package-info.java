/** Runs plans: one call a step, independent steps at the same time. */
@NullMarked
package io.headgate.aws.execute;

import org.jspecify.annotations.NullMarked;
