/** Certificates by server name. */
@NullMarked
package io.headgate.proxy.tls;

import org.jspecify.annotations.NullMarked;
