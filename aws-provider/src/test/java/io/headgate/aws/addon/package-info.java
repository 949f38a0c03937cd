/** Tests of the services that protect load balancers. */
@NullMarked
package io.headgate.aws.addon;

import org.jspecify.annotations.NullMarked;
