/** What the API server said, as small immutable records without any Kubernetes client type. */
@NullMarked
package io.headgate.core.cluster;

import org.jspecify.annotations.NullMarked;
