package io.strongroom.local;

import java.util.Optional;

/**
 * Which database a server uses.
 *
 * @param url of one in place of the embedded one
 * @param migrationUrl of the same one, for what a connection pooler in between does not let through
 * @param migrate whether tables are brought up to date at the start; else somebody did it before
 */
public record DatabaseChoice(Optional<String> url, Optional<String> migrationUrl, boolean migrate) {

  /**
   * @throws UsageException if the parts contradict each other
   */
  public DatabaseChoice {
    if (migrationUrl.isPresent() && url.isEmpty()) {
      throw new UsageException("option --migration-url goes with --database-url");
    }
    if (!migrate && url.isEmpty()) {
      throw new UsageException("option --no-migrate goes with --database-url");
    }
    if (!migrate && migrationUrl.isPresent()) {
      throw new UsageException("option --migration-url does not go with --no-migrate");
    }
  }

  /** The one of the data folder. */
  public static DatabaseChoice embedded() {
    return new DatabaseChoice(Optional.empty(), Optional.empty(), true);
  }

  /** One somewhere, or that of the data folder where there is no address. */
  public static DatabaseChoice of(Optional<String> url) {
    return new DatabaseChoice(url, Optional.empty(), true);
  }
}
