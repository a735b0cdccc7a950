package io.strongroom.emulator.command;

import io.strongroom.emulator.audit.AuditVerifier;
import io.strongroom.emulator.audit.OfflineAudit;
import io.strongroom.local.AdminSecretFile;
import io.strongroom.local.DataDirectory;
import io.strongroom.local.DatabaseAccess;
import io.strongroom.local.DatabaseChoice;
import io.strongroom.local.LocalState;
import io.strongroom.local.PrivateFiles;
import io.strongroom.local.StartupException;
import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import io.strongroom.local.command.Terminal;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;

/**
 * {@code kms verify-audit}: checks the chain of audit records of a data folder or a database. Where
 * a server runs on the folder it is asked; else the folder's database is started for the check.
 */
final class AuditCommand {

  private AuditCommand() {}

  static Subcommand subcommand() {
    return Subcommand.named("verify-audit", "tell whether the chain of audit records is whole")
        .data()
        .text("--database-url", "URL", "of this database, not of the data folder's own")
        .does(AuditCommand::run);
  }

  /** Returns the exit code: 0 intact, 1 broken. */
  private static int run(Given given, Terminal terminal) {
    String finding =
        given
            .text("--database-url")
            .map(url -> check(DatabaseAccess.parse(url, System.getenv())))
            .orElseGet(() -> ofFolder(given.data()));
    terminal.out().println(finding);
    return finding.contains("\"intact\":true") ? 0 : 1;
  }

  private static String ofFolder(DataDirectory data) {
    if (Files.notExists(data.lockFile())) {
      throw new StartupException(data.root() + " is no data folder.");
    }
    Optional<String> running = running(data);
    if (running.isPresent()) {
      return ask(URI.create(running.get() + "/_admin/audit/verify"), data.adminSecretFile());
    }
    try (LocalState state = new LocalState(data, DatabaseChoice.embedded(), List.of())) {
      state.open();
      return check(state.database());
    }
  }

  private static Optional<String> running(DataDirectory data) {
    if (Files.notExists(data.endpointsFile())) {
      return Optional.empty();
    }
    try {
      Properties endpoints = new Properties();
      endpoints.load(new StringReader(PrivateFiles.read(data.endpointsFile())));
      long process = Long.parseLong(endpoints.getProperty("process-id", "0"));
      return ProcessHandle.of(process).isPresent()
          ? Optional.ofNullable(endpoints.getProperty("kms"))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      throw new StartupException("Cannot read " + data.endpointsFile() + ".", e);
    }
  }

  private static String ask(URI question, Path secretFile) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(question)
              .header(AdminSecretFile.HEADER, AdminSecretFile.read(secretFile))
              .build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new StartupException("The running server does not verify: " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new StartupException("The running server does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("Interrupted.", e);
    }
  }

  private static String check(DatabaseAccess access) {
    Properties login = new Properties();
    login.setProperty("user", access.user());
    login.setProperty("password", access.password());
    try (Connection connection = driver().connect(access.jdbcUrl(), login)) {
      AuditVerifier.Result result = OfflineAudit.verify(connection);
      return "{\"intact\":%b,\"records\":%d%s}"
          .formatted(
              result.brokenAt().isEmpty(),
              result.records(),
              result.brokenAt().map(seq -> ",\"brokenAt\":" + seq).orElse(""));
    } catch (SQLException e) {
      throw StartupException.because("Cannot read the records", e);
    }
  }

  private static Driver driver() {
    return ServiceLoader.load(Driver.class, AuditCommand.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(driver -> driver.getClass().getName().startsWith("org.postgresql."))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no PostgreSQL driver on the class path"));
  }
}
