/** Tests of {@code ./headgate}. */
@NullMarked
package io.headgate.system.launcher;

import org.jspecify.annotations.NullMarked;
