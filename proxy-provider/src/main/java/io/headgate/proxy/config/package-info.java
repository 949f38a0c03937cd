/** What a data plane shall serve, as values. */
@NullMarked
package io.headgate.proxy.config;

import org.jspecify.annotations.NullMarked;
