package io.headgate.proxy.http;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.RedirectLocation;
import io.headgate.core.routing.Rewriting;
import io.headgate.core.routing.RoutingRequest;
import io.headgate.proxy.target.LiveTargetGroup;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import java.util.List;

/** Decides what happens to a request, by the rules of its listener. */
final class Dispatcher {

    /** A longer Location gets 507. */
    private static final int LOCATION_LIMIT = 16 * 1024;

    private final LoopContext context;
    private final ListenerState listener;
    private final OwnAnswer answers;

    Dispatcher(LoopContext context, ListenerState listener) {
        this.context = context;
        this.listener = listener;
        this.answers = new OwnAnswer(listener);
    }

    /** What happens to a request. */
    sealed interface Handling {
        /** The load balancer answers itself; {@code close}: and trusts nothing more that comes on the connection. */
        record Answer(FullHttpResponse response, boolean close) implements Handling {}

        /** It goes to one of the targets of the group with this head. */
        record Forward(LiveTargetGroup group, HttpRequest head) implements Handling {}
    }

    Handling dispatch(HttpRequest request, InetSocketAddress peer) {
        return switch (RequestHead.read(request)) {
            case RequestHead.Reading.Refused(int status) -> new Handling.Answer(answers.page(status), true);
            case RequestHead.Reading.Accepted(RequestHead head) -> {
                RouteAction action = listener.routes().route(routingRequest(request, head, peer));
                yield act(action, request, head, peer);
            }
        };
    }

    private RoutingRequest routingRequest(HttpRequest request, RequestHead head, InetSocketAddress peer) {
        List<RoutingRequest.Header> headers = listener.routes().readsHeaders()
                ? request.headers().entries().stream()
                        .map(field -> new RoutingRequest.Header(field.getKey(), field.getValue()))
                        .toList()
                : List.of();
        return new RoutingRequest(
                request.method().name(), head.hostName(), head.path(), head.query(), headers, peer.getAddress());
    }

    private Handling act(RouteAction action, HttpRequest request, RequestHead head, InetSocketAddress peer) {
        return switch (action) {
            case RouteAction.Fixed(int status, String contentType, String body) ->
                answer(answers.text(status, contentType, body));
            case RouteAction.Redirect(Action.Redirect redirect) -> redirect(redirect, head);
            case RouteAction.NotImplemented _ -> answer(answers.page(501));
            case RouteAction.Forward forward -> forward(forward, request, head, peer);
        };
    }

    private static Handling answer(FullHttpResponse response) {
        return new Handling.Answer(response, false);
    }

    private Handling redirect(Action.Redirect redirect, RequestHead head) {
        String location = RedirectLocation.of(
                redirect,
                new RedirectLocation.Origin(
                        listener.protocol().name(), head.hostName(), listener.port(), head.path(), head.query()));
        int status = redirect.statusCode().endsWith("302") ? 302 : 301;
        return answer(location.length() > LOCATION_LIMIT ? answers.page(507) : answers.redirect(status, location));
    }

    private Handling forward(
            RouteAction.Forward forward, HttpRequest request, RequestHead head, InetSocketAddress peer) {
        LiveTargetGroup group = forward.choose(context.random());
        if (group == null) {
            return answer(answers.page(503));
        }
        return switch (Rewriting.apply(forward.transforms(), head.host(), head.target())) {
            case Rewriting.Result.Unusable _ -> answer(answers.page(500));
            case Rewriting.Result.Rewritten rewritten -> {
                boolean hostRewritten = !rewritten.host().equals(head.host());
                UpstreamHead upstream = new UpstreamHead(listener, context.traceIds());
                yield new Handling.Forward(group, upstream.of(request, rewritten, hostRewritten, peer));
            }
        };
    }
}
