/** The operator's passes over a virtual cluster, against a simulated account, without an API server: by the thousand. */
@NullMarked
package io.headgate.system.harness;

import org.jspecify.annotations.NullMarked;
