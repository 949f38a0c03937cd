/** The kind IngressReport: how Headgate understands one Ingress. */
@NullMarked
package io.headgate.crds.report;

import org.jspecify.annotations.NullMarked;
