/** Tests of the whole program. */
@NullMarked
package io.headgate.system.architecture;

import org.jspecify.annotations.NullMarked;
