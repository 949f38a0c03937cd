/** Tests of how the operator runs. */
@NullMarked
package io.headgate.operator.runtime;

import org.jspecify.annotations.NullMarked;
