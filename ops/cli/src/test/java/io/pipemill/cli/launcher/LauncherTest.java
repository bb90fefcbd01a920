package io.pipemill.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher's parts on a machine that lacks what they need. What the machine has is hidden: the
 * search path holds only stand-ins that note how they were called.
 */
class LauncherTest {
  private static final Path PARTS = Path.of("launcher").toAbsolutePath();
  @TempDir Path folder;
  private Path bin;
  private Path calls;

  @BeforeEach
  void standIns() throws IOException {
    bin = Files.createDirectory(folder.resolve("bin"));
    calls = Files.createFile(folder.resolve("calls"));
  }

  private void standIn(String name, String script) throws IOException {
    Path file =
        Files.writeString(
            bin.resolve(name),
            "#!/bin/sh\necho \"" + name + " $*\" >> '" + calls + "'\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Runs a script after the launcher's parts were read; gives its exit code. */
  private int run(String script) throws IOException, InterruptedException {
    String all =
        "set -euo pipefail; ROOT='"
            + folder
            + "'; . '"
            + PARTS.resolve("java.sh")
            + "'; . '"
            + PARTS.resolve("run.sh")
            + "'; . '"
            + PARTS.resolve("build.sh")
            + "'; . '"
            + PARTS.resolve("test.sh")
            + "'; PATH='"
            + bin
            + "'; "
            + script;
    Process bash =
        new ProcessBuilder("/bin/bash", "-c", all)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return bash.exitValue();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"), StandardCharsets.UTF_8);
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(calls);
  }

  @Test
  void bareDebianAsRoot_testsInstallTheirOwnTools() throws Exception {
    standIn("apt-get", "");
    standIn("id", "echo 0");
    Path mark = Files.createFile(folder.resolve("debian_version"));
    assertThat(
            run("find_jdk() { return 1; }; DEBIAN_MARK='" + mark + "' install_missing_on_debian"))
        .as(output())
        .isZero();
    assertThat(calls())
        .containsSubsequence(
            "apt-get update -q",
            "apt-get install -y -q --no-install-recommends openjdk-17-jdk-headless maven");
  }

  @Test
  void whatIsThere_isNotInstalledAgain() throws Exception {
    standIn("apt-get", "");
    standIn("id", "echo 0");
    standIn("mvn", "");
    Path mark = Files.createFile(folder.resolve("debian_version"));
    assertThat(
            run(
                "find_jdk() { printf /jdk; }; DEBIAN_MARK='"
                    + mark
                    + "' install_missing_on_debian"))
        .as(output())
        .isZero();
    assertThat(calls()).noneMatch(call -> call.startsWith("apt-get"));
  }

  @Test
  void notRootOrNotDebian_installsNothing() throws Exception {
    standIn("apt-get", "");
    standIn("id", "echo 1000");
    Path mark = Files.createFile(folder.resolve("debian_version"));
    String missing = "find_jdk() { return 1; }; DEBIAN_MARK='";
    assertThat(run(missing + mark + "' install_missing_on_debian")).isZero();
    standIn("id", "echo 0");
    assertThat(run(missing + mark + ".none' install_missing_on_debian")).isZero();
    assertThat(calls()).noneMatch(call -> call.startsWith("apt-get"));
  }

  @Test
  void noJdkOrNoMaven_saysWhichPackageToInstall() throws Exception {
    standIn("apt-get", "");
    assertThat(run("find_jdk() { return 1; }; need_java")).isEqualTo(2);
    assertThat(output()).contains("JDK 17 or newer", "apt-get install openjdk-17-jdk-headless");
    assertThat(run("need_maven")).isEqualTo(2);
    assertThat(output()).contains("Maven", "apt-get install maven");
    assertThat(calls()).isEmpty();
  }

  @Test
  void jreOrOldJdk_isNotTakenForAJdk() throws Exception {
    for (String[] home :
        new String[][] {{"old", "11.0.2"}, {"eight", "1.8.0_302"}, {"new", "25.0.1"}}) {
      Path made = Files.createDirectories(folder.resolve(home[0] + "/bin")).getParent();
      for (String program : List.of("java", "javac")) {
        Path file = Files.writeString(made.resolve("bin").resolve(program), "#!/bin/sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      Files.writeString(made.resolve("release"), "JAVA_VERSION=\"" + home[1] + "\"\n");
    }
    Path sed = Path.of("/bin/sed");
    Files.createSymbolicLink(bin.resolve("sed"), sed);
    assertThat(run("is_jdk '" + folder + "/new'")).isZero();
    assertThat(run("is_jdk '" + folder + "/old'")).isEqualTo(1);
    assertThat(run("is_jdk '" + folder + "/eight'")).isEqualTo(1);
    Files.delete(folder.resolve("new/bin/javac"));
    assertThat(run("is_jdk '" + folder + "/new'")).isEqualTo(1);
  }

  @Test
  void helpOfBenchmark_buildsNothing() throws Exception {
    Files.createSymbolicLink(bin.resolve("cat"), Path.of("/bin/cat"));
    assertThat(run("run_benchmark --help")).isZero();
    assertThat(output()).contains("Usage: pipemill benchmark");
  }

  @Test
  void packagedInstallation_startsNodesAndCommandsWithoutMavenOrCompiler() throws Exception {
    Path layout = Files.createDirectories(folder.resolve("layout/lib")).getParent();
    Files.createFile(layout.resolve("lib/pipemill-cli-1.jar"));
    Files.createFile(layout.resolve("lib/other.jar"));
    Files.createFile(layout.resolve("pipemill.jar"));
    for (String there :
        List.of(
            "mappings/systems/a",
            "mappings/codelists",
            "mappings/fragments",
            "schemas/released/sales-order/v1",
            "schemas/sales-order/v1")) {
      Files.createFile(Files.createDirectories(folder.resolve(there)).resolve("file"));
    }
    for (String file : List.of("README.md", "LICENSE")) {
      Files.createFile(folder.resolve(file));
    }
    Files.createDirectories(folder.resolve("ops/cli"));
    Files.createSymbolicLink(folder.resolve("ops/cli/launcher"), PARTS);
    String all = "PATH=/usr/bin:/bin; LAYOUT='" + layout + "'; pack; ";
    String unpack = "cd '" + folder + "'; tar -xzf ops/app/target/pipemill.tar.gz; ";
    assertThat(run(all + unpack)).as(output()).isZero();
    Path installed = folder.resolve("pipemill");
    assertThat(installed.resolve("mappings/systems/a/file")).exists();
    assertThat(installed.resolve("schemas/sales-order/v1/file")).exists();
    assertThat(installed.resolve("schemas/released/sales-order/v1/file")).exists();
    assertThat(installed.resolve("mappings/fragments/file")).exists();

    Path jre = Files.createDirectories(folder.resolve("jre/bin")).getParent();
    Files.writeString(jre.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
    standIn("java", "");
    Files.move(bin.resolve("java"), jre.resolve("bin/java"));
    String start = "export JAVA_HOME='" + jre + "'; PATH=/usr/bin:/bin; cd /; '" + installed;
    assertThat(run(start + "/bin/pipemill' demo --once")).as(output()).isZero();
    assertThat(calls().get(calls().size() - 1))
        .contains(
            "-Dpipemill.root=" + installed, "-jar " + installed + "/pipemill.jar demo --once");
    assertThat(run(start + "/bin/pipemill' systems list --json")).as(output()).isZero();
    assertThat(calls().get(calls().size() - 1))
        .contains("lib/pipemill-cli-1.jar", "lib/other.jar", "io.pipemill.cli.Main systems list")
        .endsWith("--json");
    assertThat(run(start + "/bin/pipemill' doctor --config x")).as(output()).isZero();
    assertThat(calls().get(calls().size() - 1)).endsWith("pipemill.jar doctor --config x");
    assertThat(run(start + "/bin/pipemill' test")).isEqualTo(2);
  }
}
