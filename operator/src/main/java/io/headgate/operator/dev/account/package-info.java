/** A simulated account as text: a table of what it holds, and the requests that show it at work. */
@NullMarked
package io.headgate.operator.dev.account;

import org.jspecify.annotations.NullMarked;
