/**
 * What the API server asks before it stores an object: readiness gates for pods, missing facts for bindings, and whether an object can
 * work. Nothing else relies on it: the configurations say to go on when nobody answers.
 */
@NullMarked
package io.headgate.operator.webhook;

import org.jspecify.annotations.NullMarked;
