/** What the provider has to be allowed, feature by feature. */
@NullMarked
package io.headgate.aws.iam;

import org.jspecify.annotations.NullMarked;
