/** Tests of looking for what others changed. */
@NullMarked
package io.headgate.operator.drift;

import org.jspecify.annotations.NullMarked;
