/** From desired and observed stack to ordered steps, each one mutating API call as data. */
@NullMarked
package io.headgate.core.plan;

import org.jspecify.annotations.NullMarked;
