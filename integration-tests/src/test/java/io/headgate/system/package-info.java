/** Tests of the whole program. */
@NullMarked
package io.headgate.system;

import org.jspecify.annotations.NullMarked;
