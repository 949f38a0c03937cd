/** The simulator as its callers see it: through the AWS SDK for Java. */
@NullMarked
package io.headgate.simulator;

import org.jspecify.annotations.NullMarked;
