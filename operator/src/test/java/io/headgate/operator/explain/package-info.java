@org.jspecify.annotations.NullMarked
package io.headgate.operator.explain;
