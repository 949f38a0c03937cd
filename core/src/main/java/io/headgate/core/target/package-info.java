/** Which endpoints are the targets of a target group, and who may reach them: pure functions. */
@NullMarked
package io.headgate.core.target;

import org.jspecify.annotations.NullMarked;
