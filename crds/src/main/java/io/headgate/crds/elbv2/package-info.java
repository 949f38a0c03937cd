/** The kinds of the group {@code elbv2.k8s.aws} that Headgate shares with aws-load-balancer-controller, field for field. */
@NullMarked
package io.headgate.crds.elbv2;

import org.jspecify.annotations.NullMarked;
