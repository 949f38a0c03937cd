/** Limits of an account, how much of them a group uses, and whether it fits. */
@NullMarked
package io.headgate.core.quota;

import org.jspecify.annotations.NullMarked;
