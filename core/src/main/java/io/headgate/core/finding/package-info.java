/** What is wrong with an object: where, why, and what to do about it. */
@NullMarked
package io.headgate.core.finding;

import org.jspecify.annotations.NullMarked;
