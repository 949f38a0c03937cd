/** Removing from an account what a cluster has there: all of it, or what nothing in the cluster refers to any more. */
@NullMarked
package io.headgate.operator.cleanup;

import org.jspecify.annotations.NullMarked;
