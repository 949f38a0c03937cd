package io.headgate.operator.dev.controlplane;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The programs of a control plane, in one folder as kube-api-test lays them out. */
public record Binaries(Path kubeApiserver, Path etcd, Path kubectl) {

    static Binaries in(Path folder) {
        return new Binaries(folder.resolve("kube-apiserver"), folder.resolve("etcd"), folder.resolve("kubectl"));
    }

    boolean present() {
        return Stream.of(kubeApiserver, etcd, kubectl).allMatch(Files::isExecutable);
    }
}
