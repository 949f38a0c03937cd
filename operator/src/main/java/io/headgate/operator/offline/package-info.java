/** What the operator would write to a cluster, for manifests alone. */
@NullMarked
package io.headgate.operator.offline;

import org.jspecify.annotations.NullMarked;
