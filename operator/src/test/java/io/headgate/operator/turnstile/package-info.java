/** Tests of the order of reconciliations. */
@NullMarked
package io.headgate.operator.turnstile;

import org.jspecify.annotations.NullMarked;
