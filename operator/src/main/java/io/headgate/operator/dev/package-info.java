/** {@code headgate dev}: a folder of manifests on this machine, with real requests, without AWS and without a cluster. */
@NullMarked
package io.headgate.operator.dev;

import org.jspecify.annotations.NullMarked;
