/** The port to a cloud: what the operator asks of a provider, and how calls fail. */
@NullMarked
package io.headgate.core.cloud;

import org.jspecify.annotations.NullMarked;
