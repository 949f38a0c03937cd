/** Traffic over real sockets on loopback. */
@NullMarked
package io.headgate.proxy;

import org.jspecify.annotations.NullMarked;
