/** Kubernetes objects from files, as the API server would hold them. */
@NullMarked
package io.headgate.operator.manifest;

import org.jspecify.annotations.NullMarked;
