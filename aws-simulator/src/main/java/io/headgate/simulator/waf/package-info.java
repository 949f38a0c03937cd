/** Web ACLs, of today and of WAF Classic. */
@NullMarked
package io.headgate.simulator.waf;

import org.jspecify.annotations.NullMarked;
