package io.headgate.proxy;

import io.headgate.core.finding.Finding;
import io.headgate.proxy.config.ListenerConfig;
import io.headgate.proxy.http.Acceptor;
import io.headgate.proxy.http.ListenerState;
import io.headgate.proxy.http.LoopContext;
import io.headgate.proxy.net.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The open sockets. One thread changes them; any thread asks for addresses. */
final class Listeners {

    private final Transport transport;
    private final Map<EventLoop, LoopContext> loops;
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    Listeners(Transport transport, Map<EventLoop, LoopContext> loops) {
        this.transport = transport;
        this.loops = loops;
    }

    /** An open listener. Its state is replaced by one store and read once by each request. */
    private record Open(
            ListenerConfig config,
            Channel socket,
            Acceptor acceptor,
            AtomicReference<ListenerState> state,
            List<Finding> findings) {

        boolean fits(ListenerConfig wanted) {
            return config.bind().equals(wanted.bind()) && config.protocol() == wanted.protocol();
        }
    }

    /** What was found of a listener that is open with exactly this configuration; empty if there is none. */
    Optional<List<Finding>> findings(ListenerConfig config) {
        return Optional.ofNullable(open.get(config.key()))
                .filter(present -> present.config().equals(config))
                .map(Open::findings);
    }

    /** Closes what is not wanted any more; requests that run are finished. */
    void closeAllBut(Set<String> keys) {
        for (String key : Set.copyOf(open.keySet())) {
            if (!keys.contains(key)) {
                close(key);
            }
        }
    }

    private void close(String key) {
        Open closing = open.remove(key);
        if (closing != null) {
            closing.socket().close().syncUninterruptibly();
            closing.acceptor().retire();
        }
    }

    /** Gives a listener its state; opens its socket if it is not there yet. Adds to the findings if that cannot be done. */
    List<Finding> serve(ListenerConfig config, ListenerState state, List<Finding> findings) {
        Open present = open.get(config.key());
        if (present != null && present.fits(config)) {
            present.state().set(state);
            open.put(config.key(), new Open(config, present.socket(), present.acceptor(), present.state(), findings));
            return findings;
        }
        close(config.key());
        return bind(config, state, findings);
    }

    private List<Finding> bind(ListenerConfig config, ListenerState state, List<Finding> findings) {
        AtomicReference<ListenerState> current = new AtomicReference<>(state);
        Acceptor acceptor = new Acceptor(loops, current::get);
        ChannelFuture bound =
                transport.server().childHandler(acceptor).bind(config.bind()).awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            findings.add(Findings.cannotBind(config, String.valueOf(cause.getMessage())));
            return findings;
        }
        open.put(config.key(), new Open(config, bound.channel(), acceptor, current, findings));
        return findings;
    }

    Optional<InetSocketAddress> address(String key) {
        return Optional.ofNullable(open.get(key))
                .map(listener -> (InetSocketAddress) listener.socket().localAddress());
    }
}
