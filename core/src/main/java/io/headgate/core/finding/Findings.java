package io.headgate.core.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects what is to be told about one object, while it is being worked on by one thread. */
public final class Findings implements Consumer<Finding> {
    private final String object;
    private final List<Finding> collected = new ArrayList<>();

    /** {@code object} is kind with namespace and name. */
    public Findings(String object) {
        this.object = object;
    }

    @Override
    public void accept(Finding finding) {
        if (!collected.contains(finding)) {
            collected.add(finding);
        }
    }

    /** The object cannot be built as it is. */
    public void error(String field, String message, String remedy) {
        accept(new Finding(Finding.Severity.ERROR, object, field, Finding.FAILED_BUILD_MODEL, message, remedy));
    }

    /** The object works, but probably not as meant. */
    public void warning(String field, String reason, String message, String remedy) {
        accept(new Finding(Finding.Severity.WARNING, object, field, reason, message, remedy));
    }

    /** Good to know. */
    public void info(String field, String reason, String message, String remedy) {
        accept(new Finding(Finding.Severity.INFO, object, field, reason, message, remedy));
    }

    public boolean hasErrors() {
        return collected.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    public List<Finding> all() {
        return List.copyOf(collected);
    }
}
