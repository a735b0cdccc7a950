package io.strongroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that make one command enough on a machine whose default Java is an old one. */
class BuildFilesTest {
  private static final Path ROOT = Path.of(System.getProperty("strongroom.root"));

  @TempDir Path folder;

  private record Outcome(int exitCode, String out, String err) {}

  /** A folder that looks like a JDK of the given version. */
  private Path jdk(String version) throws IOException {
    Path home = folder.resolve("jdk-" + version);
    Path javac = home.resolve("bin/javac");
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(javac, "#!/bin/sh\n");
    Files.setPosixFilePermissions(javac, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private Outcome useJdk(Map<String, String> environment) throws Exception {
    return run(environment, ". \"$1\"; echo \"home=$JAVA_HOME\"", "sh", ".mvn/use-jdk.sh");
  }

  private Outcome run(Map<String, String> environment, String script, String... arguments)
      throws Exception {
    String[] command = new String[3 + arguments.length];
    command[0] = "/bin/sh";
    command[1] = "-c";
    command[2] = script;
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), out, err);
  }

  @Test
  void mvnw_sourcesUseJdkBeforeItLooksForJava() throws IOException {
    String script = Files.readString(ROOT.resolve("mvnw"));

    assertThat(script.indexOf(". \"$(dirname \"$0\")/.mvn/use-jdk.sh\""))
        .as("regenerating the wrapper drops the line")
        .isPositive()
        .isLessThan(script.indexOf("set_java_home()"));
  }

  @Test
  void useJdk_javaHomeIsNewEnough_isKept() throws Exception {
    Path home = jdk("26.0.1");

    assertThat(useJdk(Map.of("JAVA_HOME", home.toString())).out()).isEqualTo("home=" + home + "\n");
  }

  @Test
  void useJdk_javaHomeIsOldAndAnotherIsNew_takesTheOther() throws Exception {
    Outcome outcome =
        useJdk(
            Map.of("JAVA_HOME", jdk("17.0.15").toString(), "JAVA_25_HOME", jdk("25").toString()));

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).doesNotContain("jdk-17");
  }

  @Test
  void useJdk_onlyOldOnes_stopsWithOneSentence() throws Exception {
    // The real machine's JDKs must not be found: the same search over an empty set of folders.
    String script = Files.readString(ROOT.resolve(".mvn/use-jdk.sh"));
    Path confined = folder.resolve("use-jdk.sh");
    Files.writeString(
        confined,
        script.replaceAll("/usr/lib/jvm|/usr/java|/opt/|/Library/", folder + "/nowhere/"));
    Path old = jdk("17.0.15");

    Outcome outcome =
        run(
            Map.of("JAVA_HOME", old.toString(), "PATH", old + "/bin:" + tools()),
            "set -euf; . \"$1\"; echo reached",
            "sh",
            confined.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).contains("JDK 25");
  }

  /** The two programs the script calls, without the javac that is installed beside them. */
  private Path tools() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String name : new String[] {"sed", "readlink"}) {
      Path program = Path.of("/usr/bin", name);
      Files.createSymbolicLink(
          tools.resolve(name), Files.exists(program) ? program : Path.of("/bin", name));
    }
    return tools;
  }

  @Test
  void launcher_throughALinkFromAnotherFolder_findsItself() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("room"), ROOT.resolve("strongroom"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("room"));
    String script = Files.readString(link);
    String search = script.substring(0, script.indexOf("# Whether nothing but help"));
    Path copy = folder.resolve("search.sh");
    Files.writeString(copy, search.replace("self=$0", "self=$1") + "echo \"$root\"\n");

    Outcome outcome = run(Map.of(), "cd /; sh \"$1\" \"$2\"", "sh", copy.toString(), "" + second);

    assertThat(outcome.out().strip()).isEqualTo(ROOT.toRealPath().toString());
  }

  /** The launcher beside nothing but its files of help: it can neither build nor find a JDK. */
  private Outcome launcherAlone(String... arguments) throws Exception {
    Path alone = Files.createDirectories(folder.resolve("alone"));
    Files.copy(ROOT.resolve("strongroom"), alone.resolve("strongroom"));
    Path help = Files.createDirectories(alone.resolve("docs/cli"));
    for (String topic : new String[] {"strongroom", "serve", "kms", "key"}) {
      Files.writeString(help.resolve(topic + ".txt"), "help of " + topic + "\n");
    }
    String[] command = new String[2 + arguments.length];
    command[0] = "sh";
    command[1] = alone.resolve("strongroom").toString();
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    return run(Map.of("PATH", "/usr/bin:/bin"), "sh \"$@\"", command);
  }

  @ParameterizedTest
  @CsvSource({
    "help, strongroom",
    "--help, strongroom",
    "-h, strongroom",
    "help serve, serve",
    "serve --help, serve",
    "serve --region eu -h, serve",
    "kms --help, kms",
    "kms env --help, kms",
    "key create --help, key"
  })
  void launcher_help_needsNeitherBuildNorJdk(String line, String topic) throws Exception {
    assertThat(launcherAlone(line.split(" ")))
        .isEqualTo(new Outcome(0, "help of " + topic + "\n", ""));
  }

  @Test
  void launcher_helpOfNothing_isOneLine() throws Exception {
    assertThat(launcherAlone("help", "../x").out()).isEqualTo("help of strongroom\n");
  }

  @Test
  void launcher_helpOfAnUnknownCommand_isAMistake() throws Exception {
    Outcome outcome = launcherAlone("nonsense", "--help");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines()).hasSize(1);
  }

  @Test
  void launcher_isPosixShellAndExecutable() throws Exception {
    assertThat(ROOT.resolve("strongroom")).isExecutable();
    assertThat(ROOT.resolve(".ci/run")).isExecutable();
    assertThat(run(Map.of(), "sh -n strongroom && sh -n .mvn/use-jdk.sh").exitCode()).isZero();
  }
}
