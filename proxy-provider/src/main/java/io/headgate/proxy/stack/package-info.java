/** From the stacks that the compiler makes to what a data plane serves. */
@NullMarked
package io.headgate.proxy.stack;

import org.jspecify.annotations.NullMarked;
