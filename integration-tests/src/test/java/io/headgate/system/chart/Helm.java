package io.headgate.system.chart;

import io.headgate.operator.dev.controlplane.GoBuild;
import io.headgate.system.Checkout;
import io.headgate.system.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Helm as a program: the one on the PATH, else one that is built once from its Go module and kept in the user's cache. */
record Helm(Path program) {

    private static final String VERSION = "3.19.5";
    private static final String CHART = Checkout.root().resolve("helm/headgate").toString();

    static Helm obtain() throws IOException, InterruptedException {
        Shell.Result onPath = Shell.run(Path.of("."), Map.of(), "command -v helm");
        if (onPath.exitCode() == 0) {
            return new Helm(Path.of(onPath.output().strip()));
        }
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "headgate");
        Path program = cache.resolve("helm-" + VERSION);
        if (!Files.isExecutable(program)) {
            new GoBuild(cache).install("helm.sh/helm/v3/cmd/helm@v" + VERSION, program, System.out::println);
        }
        return new Helm(program);
    }

    /** Runs {@code helm}; the word CHART stands for the chart's folder. */
    Shell.Result run(Map<String, String> environment, String arguments) throws IOException, InterruptedException {
        return Shell.run(Checkout.root(), environment, program + " " + arguments.replace("CHART", CHART) + " 2>&1");
    }
}
