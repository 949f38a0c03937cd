/** A group's AWS resources as values: what is desired by a compilation and what is observed in an account. */
@NullMarked
package io.headgate.core.stack;

import org.jspecify.annotations.NullMarked;
