package io.strongroom.endtoend.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All rows of the corpus that a server can be asked. */
public final class AccessRows {

  private final Path file;
  private final AccessRunner runner;

  public AccessRows(Path file, AccessRunner runner) {
    this.file = file;
    this.runner = runner;
  }

  /**
   * What came of the rows.
   *
   * @param differing by id, with how the answer differs
   * @param unasked by id, with why
   */
  public record Outcome(int asked, Map<String, String> differing, Map<String, String> unasked) {}

  /** Asks every row whose id matches. */
  public Outcome run(String only) throws IOException {
    Map<String, String> differing = new TreeMap<>();
    Map<String, String> unasked = new TreeMap<>();
    int asked = 0;
    for (String list : new String[] {"cases", "obsCases", "documents"}) {
      for (AccessRow row : AccessRow.read(file, list)) {
        if (!row.id().matches(".*(" + only + ").*")) {
          continue;
        }
        Optional<String> reason =
            list.equals("documents") ? keyDocument(row) : RowRequest.reason(row);
        if (reason.isPresent()) {
          unasked.put(row.id(), reason.get());
          continue;
        }
        asked++;
        run(list, row).ifPresent(text -> differing.put(row.id(), text));
      }
    }
    return new Outcome(asked, differing, unasked);
  }

  private static Optional<String> keyDocument(AccessRow row) {
    return row.text("kind").equals("key")
        ? Optional.of("policies of keys are asked in the KMS's own tests")
        : Optional.empty();
  }

  private Optional<String> run(String list, AccessRow row) {
    try {
      return switch (list) {
        case "cases" ->
            row.text("group").equals("kms")
                ? new KeyRows(runner.world()).decide(row)
                : runner.decide(row, false);
        case "obsCases" -> runner.decide(row, true);
        default -> runner.accept(row);
      };
    } catch (IllegalStateException | IllegalArgumentException e) {
      return Optional.of("cannot be set up: " + e.getMessage());
    }
  }
}
