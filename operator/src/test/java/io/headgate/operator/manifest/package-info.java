/** Tests of reading manifests. */
@NullMarked
package io.headgate.operator.manifest;

import org.jspecify.annotations.NullMarked;
