/** Tests of making and renewing the certificate of webhooks. */
@NullMarked
package io.headgate.operator.webhook.certificate;

import org.jspecify.annotations.NullMarked;
