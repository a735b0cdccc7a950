package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.endtoend.cases.CaseRunner;
import io.strongroom.endtoend.cases.CaseServer;
import io.strongroom.endtoend.cases.WireCase;
import io.strongroom.signing.Credential;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The cases of the rest of S3 and OBS, from a file beside the repository; where it is not, that is
 * said. {@code wire-cases/AREA.txt} lists those that are not expected to pass yet: one that passes
 * is taken out there, so no case is lost again unnoticed.
 *
 * <p>{@code -Dstrongroom.cases=FILE} names another file, {@code -Dstrongroom.cases.only=REGEX} runs
 * the ids and areas that match.
 */
@OneProcess
@ExtendWith(StrongroomExtension.class)
class WireCasesIT {
  private final CaseServer server;

  WireCasesIT(Strongroom strongroom) {
    Map<String, String> client = strongroom.clientEnvironment();
    server =
        new CaseServer(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(strongroom.tls())
                .build(),
            strongroom.endpoint("https"),
            Credential.of(
                strongroom.accessKey(), strongroom.secretKey(), "arn:aws:iam::0:root", "0"),
            Objects.requireNonNull(client.get("AWS_REGION")));
  }

  @Test
  void cases_ofTheFile_answeredAsItSays() throws IOException {
    Path file = file();
    if (!Files.isRegularFile(file)) {
      System.err.println("NOT TESTED: the cases of S3 and OBS are missing, " + file);
      Assumptions.abort("no cases at " + file);
    }
    Set<String> open = new TreeSet<>();
    Set<String> failedUnexpectedly = new TreeSet<>();
    Set<String> passedUnexpectedly = new TreeSet<>();
    Map<String, int[]> areas = new TreeMap<>();
    String only = System.getProperty("strongroom.cases.only", "");
    try (HttpClient closed = server.http()) {
      Objects.requireNonNull(closed);
      CaseRunner runner = new CaseRunner(server);
      for (WireCase each : WireCase.read(file)) {
        if (!each.id().matches(".*(" + only + ").*") && !each.area().equals(only)) {
          continue;
        }
        List<String> differences = runner.run(each);
        boolean listed = expectedToFail(each.area()).contains(each.id());
        int[] counts = areas.computeIfAbsent(each.area(), _ -> new int[2]);
        counts[0]++;
        if (differences.isEmpty()) {
          counts[1]++;
          if (listed) {
            passedUnexpectedly.add(each.area() + ".txt: " + each.id());
          }
        } else {
          open.add(each.area() + " " + each.id() + ": " + differences);
          if (!listed) {
            failedUnexpectedly.add(each.area() + " " + each.id() + ": " + differences);
          }
        }
      }
    }
    report(areas, open);
    assertThat(failedUnexpectedly).as("fail, and are not listed in wire-cases").isEmpty();
    assertThat(passedUnexpectedly).as("pass: take them out of wire-cases").isEmpty();
  }

  private static Path file() {
    return Path.of(
        System.getProperty(
            "strongroom.cases",
            Path.of(System.getProperty("strongroom.root", "."))
                .resolveSibling("shared/spec/s3-breadth-cases.json")
                .toString()));
  }

  private static Set<String> expectedToFail(String area) throws IOException {
    try (InputStream in = WireCasesIT.class.getResourceAsStream("/wire-cases/" + area + ".txt")) {
      return in == null
          ? Set.of()
          : new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .collect(Collectors.toSet());
    }
  }

  /** Standard output has the table; {@code target/wire-cases.txt} also why each open case is. */
  private static void report(Map<String, int[]> areas, Set<String> open) throws IOException {
    StringBuilder table = new StringBuilder("area                 cases  pass\n");
    int[] sum = new int[2];
    areas.forEach(
        (area, counts) -> {
          table.append("%-20s %5d %5d%n".formatted(area, counts[0], counts[1]));
          sum[0] += counts[0];
          sum[1] += counts[1];
        });
    table.append("%-20s %5d %5d%n".formatted("all", sum[0], sum[1]));
    System.out.print(table);
    Path target =
        Path.of(System.getProperty("strongroom.root", "."), "functions/end-to-end/target");
    Files.createDirectories(target);
    Files.writeString(
        target.resolve("wire-cases.txt"), table + "\n" + String.join("\n", open) + "\n");
  }
}
