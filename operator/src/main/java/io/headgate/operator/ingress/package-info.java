/** Ingresses: which group holds them, and where they can be reached. */
@NullMarked
package io.headgate.operator.ingress;

import org.jspecify.annotations.NullMarked;
