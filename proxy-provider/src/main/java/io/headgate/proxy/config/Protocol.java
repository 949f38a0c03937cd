package io.headgate.proxy.config;

/** What is spoken on a connection. */
public enum Protocol {
    HTTP,
    HTTPS
}
