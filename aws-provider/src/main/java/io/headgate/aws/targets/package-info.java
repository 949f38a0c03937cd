/** Targets of target groups. */
@NullMarked
package io.headgate.aws.targets;

import org.jspecify.annotations.NullMarked;
