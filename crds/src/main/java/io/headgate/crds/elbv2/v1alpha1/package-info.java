/** The version that early clusters stored, so that the definition can be installed over theirs. */
@NullMarked
package io.headgate.crds.elbv2.v1alpha1;

import org.jspecify.annotations.NullMarked;
