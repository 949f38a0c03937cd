/** Sends permissions of security groups, so that one that EC2 refuses keeps none of the others back. */
@NullMarked
package io.headgate.aws.permission;

import org.jspecify.annotations.NullMarked;
