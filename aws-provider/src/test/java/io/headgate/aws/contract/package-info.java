/** What the provider promises, tried through the real SDK on every stand-in for AWS that is at hand. */
@NullMarked
package io.headgate.aws.contract;

import org.jspecify.annotations.NullMarked;
