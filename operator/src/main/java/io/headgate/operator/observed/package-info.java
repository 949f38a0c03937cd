/** An account as a file holds it: the answers of the Describe calls of ELBv2 and EC2, read as observed stacks. */
@NullMarked
package io.headgate.operator.observed;

import org.jspecify.annotations.NullMarked;
