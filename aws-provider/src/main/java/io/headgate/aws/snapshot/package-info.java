/** What the cluster owns in the account: loaded in bulk, read in detail when asked, written through by own calls. */
@NullMarked
package io.headgate.aws.snapshot;

import org.jspecify.annotations.NullMarked;
