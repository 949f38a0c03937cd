package io.headgate.operator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.Catalogue;
import io.headgate.core.annotation.CatalogueEntry;
import io.headgate.operator.language.AnnotationExplanation;
import io.headgate.operator.language.AnnotationJson;
import io.headgate.operator.language.AnnotationPage;
import io.headgate.operator.language.AnnotationSchema;
import io.headgate.operator.language.AnnotationTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headgate annotations}. */
@Command(
        name = "annotations",
        description = "List the annotations of Ingresses and Services, or explain one",
        mixinStandardHelpOptions = true)
final class AnnotationsCommand implements Callable<Integer> {
    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "KEY",
            description = "The annotation to explain; the prefix may be left out")
    @Nullable
    String key;

    @Option(
            names = "-o",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "What to print: ${COMPLETION-CANDIDATES}")
    Output output = Output.text;

    @Option(names = "--schema", description = "Print a JSON Schema of the annotations")
    boolean schema;

    @Spec
    CommandSpec spec = CommandSpec.create();

    /** What can be printed. */
    enum Output {
        /** For people. */
        text,
        /** For programs. */
        json,
        /** The reference page. */
        markdown
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(key == null ? all() : one(key));
        out.flush();
        return ExitCode.DONE;
    }

    private String all() throws IOException {
        if (schema) {
            return JSON.writeValueAsString(AnnotationSchema.write()) + "\n";
        }
        return switch (output) {
            case text -> AnnotationTable.write();
            case json -> JSON.writeValueAsString(AnnotationJson.write()) + "\n";
            case markdown -> AnnotationPage.write();
        };
    }

    private String one(String written) throws IOException {
        if (schema || output == Output.markdown) {
            throw new ParameterException(spec.commandLine(), "KEY goes with -o text or -o json only");
        }
        CatalogueEntry entry = find(written).orElseThrow(() -> unknown(written));
        return output == Output.json
                ? JSON.writeValueAsString(AnnotationJson.write(entry)) + "\n"
                : AnnotationExplanation.of(entry);
    }

    /** With or without prefix; a family with or without a name. */
    private static Optional<CatalogueEntry> find(String written) {
        return Stream.of("", AnnotationKey.PREFIX, AnnotationKey.OWN_PREFIX)
                .flatMap(prefix ->
                        Stream.of(prefix + written, prefix + written + "<name>", prefix + written + ".<name>"))
                .flatMap(candidate -> Catalogue.lookup(candidate).stream())
                .findFirst();
    }

    private ParameterException unknown(String written) {
        return new ParameterException(
                spec.commandLine(),
                "\"" + written + "\" is no annotation"
                        + Catalogue.nearest(written)
                                .map(near -> "; the nearest is " + near)
                                .orElse(""));
    }
}
