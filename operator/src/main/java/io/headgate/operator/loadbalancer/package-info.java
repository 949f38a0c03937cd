/** One pass over a group: gather its members, compile, plan, execute, and tell what came of it. */
@NullMarked
package io.headgate.operator.loadbalancer;

import org.jspecify.annotations.NullMarked;
