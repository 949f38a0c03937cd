/** The annotation language: keys, value grammars and the one catalogue that parsing, validation and documentation share. */
@NullMarked
package io.headgate.core.annotation;

import org.jspecify.annotations.NullMarked;
