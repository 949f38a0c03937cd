package io.headgate.operator.serve;

import io.headgate.core.compile.Compilation;
import io.headgate.core.group.GroupInputs;

/** A group and what it came to. */
public record ServedGroup(GroupInputs inputs, Compilation compilation) {}
