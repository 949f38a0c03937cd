/**
 * From a group's Ingresses and the facts of the account to the desired stack and findings: pure functions. To be read in this order:
 * {@code Compiler}, {@code Admission}, {@code Conflicts}, {@code Requirements}, {@code StackBuilder}.
 */
@NullMarked
package io.headgate.core.compile;

import org.jspecify.annotations.NullMarked;
