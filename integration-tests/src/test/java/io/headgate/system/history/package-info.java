/** Random histories of clusters, with faults and restarts, end with exactly what is asked for. */
@NullMarked
package io.headgate.system.history;

import org.jspecify.annotations.NullMarked;
