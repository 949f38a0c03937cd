/** How many reconciliations of a kind may run at once. */
@NullMarked
package io.headgate.operator.turnstile;

import org.jspecify.annotations.NullMarked;
