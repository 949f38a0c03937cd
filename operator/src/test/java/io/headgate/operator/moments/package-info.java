/** What must hold at every moment of every change. */
@NullMarked
package io.headgate.operator.moments;

import org.jspecify.annotations.NullMarked;
