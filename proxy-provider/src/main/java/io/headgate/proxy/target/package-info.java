/** Live target groups: which targets take requests now, and how that is found out. */
@NullMarked
package io.headgate.proxy.target;

import org.jspecify.annotations.NullMarked;
