/** Event loops and sockets. */
@NullMarked
package io.headgate.proxy.net;

import org.jspecify.annotations.NullMarked;
