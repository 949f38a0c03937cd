/** Certificates that are requested from ACM, and the hosted zones by which they are validated. */
@NullMarked
package io.headgate.aws.certificate;

import org.jspecify.annotations.NullMarked;
