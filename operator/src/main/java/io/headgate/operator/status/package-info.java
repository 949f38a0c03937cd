/** What Headgate writes back: conditions, reports, statuses. Nothing is written that is already there. */
@NullMarked
package io.headgate.operator.status;

import org.jspecify.annotations.NullMarked;
