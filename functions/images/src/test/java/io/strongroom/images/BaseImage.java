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
    Podman.importTree(tree, name, "ENV PATH=/opt/java/bin");
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
