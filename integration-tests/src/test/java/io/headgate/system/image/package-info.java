/** Tests of the image. */
@NullMarked
package io.headgate.system.image;

import org.jspecify.annotations.NullMarked;
