package io.headgate.simulator.elbv2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Page;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Tree;
import java.util.List;
import java.util.function.Function;

/** Pages of ELBv2: {@code PageSize} of 1 to 400, {@code Marker} in, {@code NextMarker} out. */
final class Paging {
    private static final int LARGEST = 400;

    private Paging() {}

    static <T> ObjectNode write(
            Fields input, String member, List<T> all, int cap, Function<? super T, ? extends JsonNode> writer) {
        int size = input.integer("PageSize", 1, LARGEST).orElse(LARGEST);
        Page<T> page = Page.cut(all, input.text("Marker"), Math.min(size, cap));
        ObjectNode result = Tree.node();
        result.set(member, Tree.list(page.entries(), writer));
        return result.put("NextMarker", page.next());
    }
}
