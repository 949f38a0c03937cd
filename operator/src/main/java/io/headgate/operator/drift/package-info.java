/** Looking in the background whether others changed what exists in the cloud. */
@NullMarked
package io.headgate.operator.drift;

import org.jspecify.annotations.NullMarked;
