/** The in-process data plane. */
@NullMarked
package io.headgate.proxy;

import org.jspecify.annotations.NullMarked;
