/** Tells of the annotations: as table, explanation, JSON, JSON Schema and reference page, all from the catalogue. */
@NullMarked
package io.headgate.operator.language;

import org.jspecify.annotations.NullMarked;
