/** Reconcilers, command line, composition root. */
@NullMarked
package io.headgate.operator;

import org.jspecify.annotations.NullMarked;
