/** The proxy in front of a folder. */
@NullMarked
package io.headgate.operator.serve;

import org.jspecify.annotations.NullMarked;
