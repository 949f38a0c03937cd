/** What the operator is told about compiling: defaults, limits that count, features that are switched off. */
@NullMarked
package io.headgate.core.settings;

import org.jspecify.annotations.NullMarked;
