/** The operator is stopped at every point, and every call fails once: always the same end. */
@NullMarked
package io.headgate.system.crash;

import org.jspecify.annotations.NullMarked;
