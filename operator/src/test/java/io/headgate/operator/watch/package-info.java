/** Tests of what is kept of watched objects. */
@NullMarked
package io.headgate.operator.watch;

import org.jspecify.annotations.NullMarked;
