/** One Ingress on one screen: what became of it, and what is wrong, the first cause first. */
@NullMarked
package io.headgate.operator.explain;

import org.jspecify.annotations.NullMarked;
