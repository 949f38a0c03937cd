package io.headgate.simulator.fault;

/** A fault and the calls that it befalls. */
public record Injection(Selector selector, Fault fault) {}
