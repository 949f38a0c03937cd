package io.headgate.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page tells to type works when it is typed, from top to bottom. */
class PagesTest {

    /** Commands that are not typed here, with the reason. */
    private static final Map<String, String> LEFT_OUT = Map.of("./mvnw verify", "it is what runs this test");

    static List<Page> pages() throws IOException {
        return Page.all().stream().filter(page -> !page.commands().isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itsCommandsWork(Page page) throws Exception {
        try (Terminal terminal = new Terminal()) {
            for (String command : page.commands()) {
                if (!LEFT_OUT.containsKey(command)) {
                    terminal.type(command);
                }
            }
            terminal.interrupt();
        }
    }

    @Test
    void theReadmeHasItsTwoCommands() throws IOException {
        assertThat(pages().getFirst().commands()).containsExactly("./headgate dev examples/bookshop", "./mvnw verify");
    }
}
