/** Emulators of AWS in containers, for where Docker is. */
@NullMarked
package io.headgate.aws.containers;

import org.jspecify.annotations.NullMarked;
