/** Custom resources of Headgate and those it shares with LBC. */
@NullMarked
package io.headgate.crds;

import org.jspecify.annotations.NullMarked;
