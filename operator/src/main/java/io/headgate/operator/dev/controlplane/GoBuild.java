package io.headgate.operator.dev.controlplane;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds programs from their published Go modules. {@code k8s.io/kubernetes} and etcd need a module of their own around them,
 * since their replace directives do not reach those who use them; both are resources beside this class, checksums included.
 */
public final class GoBuild {

    private static final int LINES_KEPT = 12;

    private final Path root;

    /** @param root folder for what is left only while a build runs */
    public GoBuild(Path root) {
        this.root = root;
    }

    void controlPlane(Binaries binaries, Progress progress) {
        progress.say("building Kubernetes " + BinaryCache.VERSION + " (once, a few minutes; kept in "
                + binaries.etcd().getParent() + ")");
        inModule("etcd", "go.etcd.io/etcd/server/v3", "-s -w", binaries.etcd(), progress);
        String flags = kubernetesLinkerFlags();
        inModule("kube", "k8s.io/kubernetes/cmd/kube-apiserver", flags, binaries.kubeApiserver(), progress);
        inModule("kube", "k8s.io/kubernetes/cmd/kubectl", flags, binaries.kubectl(), progress);
    }

    /**
     * Builds a program whose module needs no replacements.
     *
     * @param packageAtVersion import path of the program with its version, as {@code go install} takes it
     */
    public void install(String packageAtVersion, Path target, Progress progress) {
        withScratch(scratch -> {
            progress.say("building " + packageAtVersion);
            run(
                    scratch,
                    Map.of("GOBIN", scratch.toString()),
                    List.of("install", "-trimpath", "-ldflags", "-s -w", packageAtVersion),
                    progress);
            try (Stream<Path> made = Files.list(scratch)) {
                moveWhole(made.findFirst().orElseThrow(), target);
            }
        });
    }

    private void inModule(String module, String program, String linkerFlags, Path target, Progress progress) {
        withScratch(scratch -> {
            progress.say("building " + program);
            copyResource(module + "/go.mod", scratch.resolve("go.mod"));
            copyResource(module + "/go.sum", scratch.resolve("go.sum"));
            Path built = scratch.resolve("program");
            run(
                    scratch,
                    Map.of("GOFLAGS", "-mod=mod"),
                    List.of("build", "-trimpath", "-ldflags", linkerFlags, "-o", built.toString(), program),
                    progress);
            moveWhole(built, target);
        });
    }

    /** Without the stamp the server calls itself v0.0.0, and clients that compare versions misbehave. */
    private static String kubernetesLinkerFlags() {
        String minor = BinaryCache.VERSION.split("\\.", -1)[1];
        return Stream.of("k8s.io/component-base/version", "k8s.io/client-go/pkg/version")
                .flatMap(holder -> Stream.of(
                                "gitVersion=v" + BinaryCache.VERSION,
                                "gitMajor=1",
                                "gitMinor=" + minor,
                                "gitTreeState=clean",
                                "gitCommit=modules",
                                "buildDate=2026-01-01T00:00:00Z")
                        .map(value -> "-X " + holder + "." + value))
                .collect(Collectors.joining(" ", "-s -w ", ""));
    }

    private static void run(Path folder, Map<String, String> environment, List<String> arguments, Progress progress) {
        List<String> command = new ArrayList<>(List.of("go"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("CGO_ENABLED", "0");
        builder.environment().putAll(environment);
        Process process = start(builder);
        try {
            String tail = report(process, progress);
            if (process.waitFor() != 0) {
                throw new ControlPlaneException("go " + String.join(" ", arguments) + " failed: " + tail);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what go says", e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new ControlPlaneException("interrupted while building", e);
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ControlPlaneException(
                    "no API server is there, none can be downloaded, and there is no Go to build one:"
                            + " install Go 1.25 or newer (https://go.dev/dl), or use --no-cluster",
                    e);
        }
    }

    /** Says every 50th line, so that one sees that it goes on; gives the last lines, for an error. */
    private static String report(Process process, Progress progress) throws IOException {
        Deque<String> last = new ArrayDeque<>();
        int count = 0;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last.addLast(line);
                if (last.size() > LINES_KEPT) {
                    last.removeFirst();
                }
                if (count++ % 50 == 0) {
                    progress.say("  " + line);
                }
            }
        }
        return String.join(" | ", last);
    }

    private static void moveWhole(Path built, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.move(built, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copyResource(String name, Path target) throws IOException {
        try (InputStream resource = GoBuild.class.getResourceAsStream(name)) {
            Files.copy(Objects.requireNonNull(resource, name), target);
        }
    }

    private void withScratch(BuildStep step) {
        Path scratch = root.resolve(".build-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(scratch);
            step.in(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + scratch, e);
        } finally {
            FileTree.delete(scratch);
        }
    }

    @FunctionalInterface
    private interface BuildStep {
        void in(Path scratch) throws IOException;
    }
}
