/** The SDK clients, their call budget and metrics, and the one translation of their failures. */
@NullMarked
package io.headgate.aws.client;

import org.jspecify.annotations.NullMarked;
