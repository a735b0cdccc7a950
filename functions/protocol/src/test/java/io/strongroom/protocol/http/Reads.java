package io.strongroom.protocol.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which headers anybody reads: what requests made codecs ask for, and what the sources name. */
public final class Reads {

  /** A length that something else is asked for is a limit of a JSON member. */
  private static final Pattern CALL =
      Pattern.compile(
          "\\b(?:first|all|has|(?<!\\.)length|headerValues|getHeader|request\\.header)"
              + "\\(\\s*\"([a-z0-9-]+)\"");

  private static final Pattern CONSTANT = Pattern.compile("_HEADER =\\s*\"([a-z0-9-]+)\"");

  /** As {@link #CALL}, of headers that a constant names. */
  private static final Pattern CALL_BY_CONSTANT =
      Pattern.compile(
          "\\bheaders(?:\\(\\))?\\s*\\.(?:first|all|has)\\(\\s*([A-Z][A-Z0-9_]*)\\s*\\)");

  private static final List<String> MODULES =
      List.of("../protocol", "../runtime", "../../shared-crypto/signing");

  private Reads() {}

  /** Names that the codecs asked the request for. */
  public static Set<String> of(IncomingRequest request) {
    return request.wire().headers().asked();
  }

  /** Names in calls of the sources of protocol, runtime and signatures. */
  public static Set<String> inSources() {
    Set<String> names = new TreeSet<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(Path.of(module, "src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> names.addAll(names(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return names;
  }

  private static Set<String> names(Path file) {
    try {
      String source = Files.readString(file);
      Set<String> names = new TreeSet<>();
      for (Pattern pattern : List.of(CALL, CONSTANT)) {
        Matcher matcher = pattern.matcher(source);
        while (matcher.find()) {
          names.add(matcher.group(1));
        }
      }
      Matcher byConstant = CALL_BY_CONSTANT.matcher(source);
      while (byConstant.find()) {
        names.addAll(valueOf(byConstant.group(1), source));
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> valueOf(String constant, String source) {
    Matcher value = Pattern.compile("\\b" + constant + "\\s*=\\s*\"([a-z0-9-]+)\"").matcher(source);
    return value.find() ? Set.of(value.group(1)) : Set.of();
  }
}
