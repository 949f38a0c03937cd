@NullMarked
package io.headgate.crds;

import org.jspecify.annotations.NullMarked;
