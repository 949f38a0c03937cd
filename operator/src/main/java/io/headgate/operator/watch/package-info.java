/** What the API server says, kept up to date by informers and translated once: the only place that reads the cluster. */
@NullMarked
package io.headgate.operator.watch;

import org.jspecify.annotations.NullMarked;
