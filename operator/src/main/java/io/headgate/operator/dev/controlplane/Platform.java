package io.headgate.operator.dev.controlplane;

import java.util.Locale;

/** Operating system and processor, in the words of Go and of the folder names. */
record Platform(String os, String arch) {

    static Platform current() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "amd64";
        return new Platform(os, arch);
    }

    @Override
    public String toString() {
        return os + "-" + arch;
    }
}
