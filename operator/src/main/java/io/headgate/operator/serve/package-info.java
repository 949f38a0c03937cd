/** {@code headgate serve}: the proxy alone, from a folder of manifests. */
@NullMarked
package io.headgate.operator.serve;

import org.jspecify.annotations.NullMarked;
