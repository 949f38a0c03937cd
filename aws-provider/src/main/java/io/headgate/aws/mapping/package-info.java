/** Between the values of the core and those of the ELBv2 and EC2 APIs. */
@NullMarked
package io.headgate.aws.mapping;

import org.jspecify.annotations.NullMarked;
