package io.headgate.core.routing;

import java.util.List;

/** A change to the request after its rule was chosen and before it goes to the target. At most one of each kind in a rule. */
public sealed interface Transform {

    /** The value of {@code RuleTransform.Type}. */
    String type();

    List<Rewrite> rewrites();

    /** Rewrites path and query. */
    record UrlRewrite(List<Rewrite> rewrites) implements Transform {
        public UrlRewrite {
            rewrites = List.copyOf(rewrites);
        }

        @Override
        public String type() {
            return "url-rewrite";
        }
    }

    /** Rewrites the Host field. */
    record HostHeaderRewrite(List<Rewrite> rewrites) implements Transform {
        public HostHeaderRewrite {
            rewrites = List.copyOf(rewrites);
        }

        @Override
        public String type() {
            return "host-header-rewrite";
        }
    }

    /** A regular expression and what its match becomes, with {@code $1}, {@code $2} for groups. */
    record Rewrite(String regex, String replace) {}
}
