/** Gives tests a stand-in for AWS: one in this process, a process, a container, or one that runs already. */
@NullMarked
package io.headgate.aws.endpoint;

import org.jspecify.annotations.NullMarked;
