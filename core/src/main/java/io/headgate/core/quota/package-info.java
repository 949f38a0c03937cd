/** Limits of the Elastic Load Balancing and EC2 APIs, and what a stack uses of them. */
@NullMarked
package io.headgate.core.quota;

import org.jspecify.annotations.NullMarked;
