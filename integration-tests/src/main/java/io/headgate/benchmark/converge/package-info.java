/** How long it takes until Ingresses are served, and how much memory a large cluster takes: the operator and the account as processes. */
@NullMarked
package io.headgate.benchmark.converge;

import org.jspecify.annotations.NullMarked;
