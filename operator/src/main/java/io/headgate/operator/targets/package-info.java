/** TargetGroupBindings: endpoints of Services become targets of target groups, and may be reached. */
@NullMarked
package io.headgate.operator.targets;

import org.jspecify.annotations.NullMarked;
