/** The way of a request: from the client's connection by rule and target to the answer. */
@NullMarked
package io.headgate.proxy.http;

import org.jspecify.annotations.NullMarked;
