/** A Kubernetes API server and its etcd as two processes on loopback: how the binaries are had, started, and got rid of. */
@NullMarked
package io.headgate.operator.dev.controlplane;

import org.jspecify.annotations.NullMarked;
