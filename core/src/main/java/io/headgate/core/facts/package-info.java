/** What the account says and the compiler needs: VPC, subnets, certificates and what else is looked up by name. */
@NullMarked
package io.headgate.core.facts;

import org.jspecify.annotations.NullMarked;
