/** Observes and changes an AWS account. */
@NullMarked
package io.headgate.aws;

import org.jspecify.annotations.NullMarked;
