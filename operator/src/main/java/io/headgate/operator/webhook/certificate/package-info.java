/** The certificate by which the API server knows the webhooks: made, kept, renewed with overlap, and changed without a restart. */
@NullMarked
package io.headgate.operator.webhook.certificate;

import org.jspecify.annotations.NullMarked;
