package io.strongroom.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The least that a packaged function needs around it, taken from this machine: the libraries that
 * an executable names, and a Java runtime for those on a JVM. No registry, no shell, no user file.
 */
final class BaseImage {

  private static final String MODULES =
      "java.se,jdk.unsupported,jdk.incubator.vector,jdk.jfr,jdk.management,jdk.net,jdk.naming.dns,"
          + "jdk.zipfs";
  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

  private BaseImage() {}

  /** Libraries alone. */
  static void forNative(Path executable, Path tree, String name) throws IOException {
    copyLibraries(executable, tree);
    Podman.importTree(tree, name);
  }

  /** Libraries and the Java runtime that runs this test, without what only developers use. */
  static void forJvm(Path tree, String name) throws IOException {
    runtime(tree);
    Podman.importTree(tree, name, "ENV PATH=/opt/java/bin");
  }

  /** As {@link #forJvm}, and what the PostgreSQL needs that {@code gateway serve} brings along. */
  static void forGateway(Path tree, String name) throws IOException {
    runtime(tree);
    // It has its own libraries, but for those of the compiler.
    for (String library : List.of("libstdc++.so.6", "libgcc_s.so.1")) {
      copyLibrary(library, tree);
    }
    // initdb starts its programs through a shell, and asks for the name of whoever runs it.
    Path shell = Path.of("/bin/sh").toRealPath();
    Files.createDirectories(tree.resolve("bin"));
    Files.copy(shell, tree.resolve("bin/sh"), StandardCopyOption.REPLACE_EXISTING);
    copyLibraries(shell, tree);
    addUser(tree);
    Podman.importTree(tree, name, "ENV PATH=/opt/java/bin:/bin");
  }

  private static void runtime(Path tree) throws IOException {
    Path home = Path.of(System.getProperty("java.home"));
    Path runtime = tree.resolve("opt/java");
    Files.createDirectories(runtime.getParent());
    Podman.run(
            home.resolve("bin/jlink").toString(),
            "--add-modules",
            MODULES,
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            runtime.toString())
        .orThrow();
    for (String file : List.of("bin/java", "lib/server/libjvm.so", "lib/libnio.so")) {
      copyLibraries(runtime.resolve(file), tree);
    }
  }

  /** A library that the system knows by its name, and what it needs itself. */
  private static void copyLibrary(String name, Path tree) throws IOException {
    Matcher known =
        Pattern.compile(Pattern.quote(name) + " \\(.*x86-64.*\\) => (\\S+)")
            .matcher(Podman.run("/sbin/ldconfig", "-p").orThrow());
    if (known.find()) {
      Path source = Path.of(known.group(1));
      Path copy = tree.resolve("usr/lib/x86_64-linux-gnu").resolve(name);
      Files.createDirectories(copy.getParent());
      Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
      copyLibraries(source, tree);
    }
  }

  private static void addUser(Path tree) throws IOException {
    Path etc = Files.createDirectories(tree.resolve("etc"));
    Files.writeString(etc.resolve("passwd"), "strongroom:x:65532:65532::/:/nowhere\n");
    Files.writeString(etc.resolve("group"), "strongroom:x:65532:\n");
  }

  private static void copyLibraries(Path executable, Path tree) throws IOException {
    Matcher library = LIBRARY.matcher(Podman.run("ldd", executable.toString()).orThrow());
    while (library.find()) {
      Path source = Path.of(library.group(1));
      if (source.startsWith(tree)) {
        continue;
      }
      Path copy = tree.resolve(source.toString().substring(1));
      Files.createDirectories(copy.getParent());
      Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
