/** Between objects of the Kubernetes API and the records of the core. Pure; what the API server would have filled in is filled in. */
@NullMarked
package io.headgate.operator.translate;

import org.jspecify.annotations.NullMarked;
