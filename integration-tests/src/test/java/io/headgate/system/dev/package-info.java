/** Tests of {@code headgate dev}. */
@NullMarked
package io.headgate.system.dev;

import org.jspecify.annotations.NullMarked;
