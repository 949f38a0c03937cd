/** What the policies of {@code headgate iam} allow is what their features need: no more and no less. */
@NullMarked
package io.headgate.system.policy;

import org.jspecify.annotations.NullMarked;
