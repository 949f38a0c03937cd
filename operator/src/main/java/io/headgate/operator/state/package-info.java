/** Stacks and accounts as text: the normal form, tables, and the objects that the operator would write. */
@NullMarked
package io.headgate.operator.state;

import org.jspecify.annotations.NullMarked;
