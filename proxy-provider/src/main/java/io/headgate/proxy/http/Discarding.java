package io.headgate.proxy.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;

/** Listens to a connection that is being closed. */
enum Discarding implements UpstreamConnection.Listener {
    INSTANCE;

    @Override
    public void responseHead(HttpResponse head) {}

    @Override
    public void responseContent(HttpContent content) {
        content.release();
    }

    @Override
    public void upstreamWritable() {}

    @Override
    public void upstreamLost() {}
}
