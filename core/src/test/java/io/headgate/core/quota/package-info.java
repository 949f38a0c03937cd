@NullMarked
package io.headgate.core.quota;

import org.jspecify.annotations.NullMarked;
