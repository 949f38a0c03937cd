/** How carefully groups are treated: who may only be looked at, what must be approved before it goes, what stays when its group goes. */
@NullMarked
package io.headgate.operator.safety;

import org.jspecify.annotations.NullMarked;
