/** The recorded states of aws-load-balancer-controller, held against what is really made in an account. */
@NullMarked
package io.headgate.system.corpus;

import org.jspecify.annotations.NullMarked;
