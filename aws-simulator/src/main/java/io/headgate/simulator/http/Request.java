package io.headgate.simulator.http;

import io.headgate.simulator.api.ApiCall;

/** A call and the dialect that its answer must have. */
record Request(ApiCall call, Dialect dialect) {}
