package io.headgate.system.corpus;

import io.headgate.core.stack.Stack;

/** A group that was deployed. {@code observed} is what there is of it, Kubernetes objects included. */
record DeployedGroup(Stack desired, Stack observed) {}
