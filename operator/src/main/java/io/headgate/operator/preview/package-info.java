/** What would be done about a live cluster, with or without changes that are still in files. */
@NullMarked
package io.headgate.operator.preview;

import org.jspecify.annotations.NullMarked;
