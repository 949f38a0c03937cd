package io.headgate.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.system.Checkout;
import io.headgate.system.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @TempDir
    Path elsewhere;

    @Test
    void runsFromAnyFolderAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("hg"), Checkout.launcher());

        Shell.Result result = Shell.run(elsewhere, Map.of(), link + " --version");

        assertThat(result).isEqualTo(new Shell.Result(0, "headgate 0.1.0\n"));
    }

    @Test
    void saysInOneLineWhatIsWrongWithTheUsage() throws Exception {
        Shell.Result result = Shell.run(elsewhere, Map.of(), Checkout.launcher() + " dev . --nonsense");

        assertThat(result.exitCode()).isEqualTo(64);
        assertThat(result.output())
                .startsWith("headgate: Unknown option: '--nonsense'")
                .doesNotContain("\tat ");
    }

    @Test
    void saysInOneLineWhatFailed() throws Exception {
        Shell.Result result = Shell.run(elsewhere, Map.of(), Checkout.launcher() + " dev not-there");

        assertThat(result)
                .isEqualTo(new Shell.Result(
                        1, "headgate: not-there does not exist: give a manifest or a folder of manifests\n"));
    }

    @Test
    void saysWhatToInstallWithoutJdk() throws Exception {
        // A machine without any JDK: the same files, with a look-up that can find none.
        Files.createDirectories(elsewhere.resolve(".mvn"));
        Files.copy(Checkout.launcher(), elsewhere.resolve("headgate"));
        Files.setPosixFilePermissions(
                elsewhere.resolve("headgate"), Files.getPosixFilePermissions(Checkout.launcher()));
        String lookup = Files.readString(Checkout.root().resolve(".mvn/jdk.sh"));
        Files.writeString(
                elsewhere.resolve(".mvn/jdk.sh"),
                lookup.replaceAll("(/usr|/opt|/Library|\"\\$HOME\")/[^\\s;]*", "/nowhere"));

        Shell.Result result = Shell.run(
                elsewhere, Map.of("JAVA_HOME", "", "JDK_25", "", "PATH", "/bin:/usr/bin"), "./headgate --version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).hasLineCount(1).contains("no JDK 25 found; install one");
    }
}
