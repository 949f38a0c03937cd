/** Tests of what webhooks answer. */
@NullMarked
package io.headgate.operator.webhook;

import org.jspecify.annotations.NullMarked;
