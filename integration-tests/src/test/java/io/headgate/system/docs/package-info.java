/** What the pages say is tried. */
@NullMarked
package io.headgate.system.docs;

import org.jspecify.annotations.NullMarked;
