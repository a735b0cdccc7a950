package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.endtoend.access.AccessRows;
import io.strongroom.endtoend.access.AccessRunner;
import io.strongroom.endtoend.access.AccessServer;
import io.strongroom.endtoend.access.VisibilityRows;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The decisions of the corpus, taken by a running server: identities, policies and keys are made
 * over its own interfaces, then the request is sent. The corpus is a file beside the repository;
 * where it is not, that is said. {@code access-cases/open.txt} lists the rows that are not answered
 * so yet: one that is comes out, so none is lost again unnoticed.
 *
 * <p>{@code -Dstrongroom.cases.only=REGEX} runs the rows whose ids match.
 */
@OneProcess
class AccessCorpusIT {

  private static final String TOKEN = "router-token-of-this-test";

  @Test
  void rows_ofTheCorpus_answeredAsItSays() throws IOException {
    Path file =
        Path.of(System.getProperty("strongroom.root", "."))
            .resolveSibling("shared/spec/access-cases.json");
    if (!Files.isRegularFile(file)) {
      System.err.println("NOT TESTED: the corpus of access decisions is missing, " + file);
      Assumptions.abort("no corpus at " + file);
    }
    String only = System.getProperty("strongroom.cases.only", "");
    AccessRows.Outcome outcome;
    try (Strongroom strongroom = Strongroom.start(List.of("-Dstrongroom.router.token=" + TOKEN));
        HttpClient http =
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(strongroom.tls())
                .build()) {
      AccessServer server =
          new AccessServer(http, strongroom.endpoint("https"), strongroom.endpoint("kms"), TOKEN);
      AccessRunner runner =
          new AccessRunner(server, strongroom.accessKey(), strongroom.secretKey());
      outcome = new AccessRows(file, runner).run(only);
      if (only.isEmpty() || "vis".startsWith(only)) {
        outcome.differing().putAll(new VisibilityRows(runner).run(file));
      }
    }
    report(outcome);
    Set<String> unexpected = new TreeSet<>();
    outcome.differing().forEach((id, text) -> unexpected.add(id + ": " + text));
    Set<String> open = open();
    unexpected.removeIf(each -> open.contains(each.substring(0, each.indexOf(':'))));
    open.retainAll(outcome.asked() == 0 ? Set.of() : ids(outcome, only, open));
    assertThat(unexpected).as("differ, and are not listed in access-cases").isEmpty();
    assertThat(open).as("are answered as they should: take them out of access-cases").isEmpty();
  }

  /** Those of the list that were asked and answered as the corpus says. */
  private static Set<String> ids(AccessRows.Outcome outcome, String only, Set<String> open) {
    Set<String> passing = new TreeSet<>(open);
    passing.removeIf(id -> !id.matches(".*(" + only + ").*"));
    passing.removeAll(outcome.differing().keySet());
    return passing;
  }

  private static Set<String> open() throws IOException {
    Set<String> open = new TreeSet<>();
    try (InputStream in = AccessCorpusIT.class.getResourceAsStream("/access-cases/open.txt")) {
      if (in != null) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .forEach(open::add);
      }
    }
    return open;
  }

  private static void report(AccessRows.Outcome outcome) throws IOException {
    Map<String, String> lines = new TreeMap<>(outcome.differing());
    outcome.unasked().forEach((id, why) -> lines.put(id, "not asked: " + why));
    String summary =
        "asked %d, as expected %d, differing %d, not asked %d%n"
            .formatted(
                outcome.asked(),
                outcome.asked() - outcome.differing().size(),
                outcome.differing().size(),
                outcome.unasked().size());
    System.out.print(summary);
    StringBuilder text = new StringBuilder(summary);
    lines.forEach((id, line) -> text.append(id).append(": ").append(line).append('\n'));
    Path target =
        Path.of(System.getProperty("strongroom.root", "."), "functions/end-to-end/target");
    Files.createDirectories(target);
    Files.writeString(target.resolve("access-cases.txt"), text);
  }
}
