/** What all services of an account share: identity, clock, ids, tags, quotas. */
@NullMarked
package io.headgate.simulator.account;

import org.jspecify.annotations.NullMarked;
