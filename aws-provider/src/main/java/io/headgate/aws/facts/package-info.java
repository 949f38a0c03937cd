/** What compilations look up in the account. */
@NullMarked
package io.headgate.aws.facts;

import org.jspecify.annotations.NullMarked;
