/** Events on Kubernetes objects: what happened, once. */
@NullMarked
package io.headgate.operator.events;

import org.jspecify.annotations.NullMarked;
