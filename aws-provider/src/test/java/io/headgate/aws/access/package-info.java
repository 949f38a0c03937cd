/** Tests of inbound permissions of nodes and pods. */
@NullMarked
package io.headgate.aws.access;

import org.jspecify.annotations.NullMarked;
