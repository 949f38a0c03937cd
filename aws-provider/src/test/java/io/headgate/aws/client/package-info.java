/** Tests of call budget and failures without any endpoint. */
@NullMarked
package io.headgate.aws.client;

import org.jspecify.annotations.NullMarked;
