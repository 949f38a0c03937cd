/** The command line: one class a subcommand, and the flags they share. */
@NullMarked
package io.headgate.operator.cli;

import org.jspecify.annotations.NullMarked;
