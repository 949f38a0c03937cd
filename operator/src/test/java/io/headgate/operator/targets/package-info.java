/** Tests of targets and of who may reach them. */
@NullMarked
package io.headgate.operator.targets;

import org.jspecify.annotations.NullMarked;
