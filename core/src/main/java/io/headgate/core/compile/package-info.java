/** From a group's Ingresses and the facts of the account to the desired stack and findings: pure functions. */
@NullMarked
package io.headgate.core.compile;

import org.jspecify.annotations.NullMarked;
