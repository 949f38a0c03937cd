/** Services that protect load balancers: web ACLs and Shield Advanced. */
@NullMarked
package io.headgate.aws.addon;

import org.jspecify.annotations.NullMarked;
