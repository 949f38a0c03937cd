package io.headgate.operator.dev;

import java.nio.file.Path;

/**
 * What to try and how.
 *
 * @param manifests a file or a folder
 * @param cluster whether a real API server and the operator run, or the manifests are compiled and executed straight away
 * @param replicas pods behind each Service, at least 1
 */
public record DevSettings(Path manifests, boolean cluster, int replicas) {}
