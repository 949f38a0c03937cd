/** IAM policies: documents, and whether a call is allowed by one as AWS would decide. */
@NullMarked
package io.headgate.simulator.policy;

import org.jspecify.annotations.NullMarked;
