/** Programs that measure Headgate and print the figures beside recorded ones of others. */
@NullMarked
package io.headgate.benchmark;

import org.jspecify.annotations.NullMarked;
