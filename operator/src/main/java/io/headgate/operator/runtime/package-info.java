/** The running operator: reconcilers, leader election, health and metrics put together, and stopped again. */
@NullMarked
package io.headgate.operator.runtime;

import org.jspecify.annotations.NullMarked;
