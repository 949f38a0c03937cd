@NullMarked
package io.headgate.core.target;

import org.jspecify.annotations.NullMarked;
