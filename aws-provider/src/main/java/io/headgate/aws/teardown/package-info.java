/** What a cluster has in an account, whoever made it and whether the cluster is still there; and what stands in the way of removing it. */
@NullMarked
package io.headgate.aws.teardown;

import org.jspecify.annotations.NullMarked;
