package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What was over a budget already: {@code budget what size}, one a line. */
final class Ratchet {

  private static final Path FILE =
      Programs.ROOT.resolve("functions/end-to-end/src/test/resources/budgets.txt");

  private final Map<String, Map<String, Long>> known;

  private Ratchet(Map<String, Map<String, Long>> known) {
    this.known = known;
  }

  static Ratchet read() {
    Map<String, Map<String, Long>> known = new TreeMap<>();
    try (Stream<String> lines = Files.lines(FILE)) {
      lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" "))
          .forEach(
              words ->
                  known
                      .computeIfAbsent(words[0], budget -> new TreeMap<>())
                      .put(words[1], Long.valueOf(words[2])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Ratchet(known);
  }

  /**
   * Demands that nothing is over a budget that was not, or by more than it was, and that what is
   * within it again is in the list no more.
   */
  void hold(String budget, Map<String, Long> found) {
    Map<String, Long> allowed = known.getOrDefault(budget, Map.of());
    Map<String, Long> over = new TreeMap<>(found);
    over.entrySet().removeIf(one -> one.getValue() <= allowed.getOrDefault(one.getKey(), 0L));
    assertThat(over).as("over the budget of each %s; see CONTRIBUTING.md", budget).isEmpty();
    Map<String, Long> done = new TreeMap<>(allowed);
    done.keySet().removeAll(found.keySet());
    assertThat(done).as("within the budget of each %s: take out of budgets.txt", budget).isEmpty();
  }
}
