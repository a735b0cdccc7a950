package io.strongroom.setup;

import io.strongroom.local.DatabaseAccess;
import io.strongroom.local.SchemaMigration;
import io.strongroom.local.StartupException;
import io.strongroom.local.UsageException;
import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code migrate} command: brings a database to the version that this build needs, and gives
 * every function a role with the rights it needs. Run once per deployment, by a role that may
 * create roles; running it again changes nothing but passwords that are new.
 */
public final class DatabaseSetup {

  private static final String GRANTS = "/db/roles/objects.sql";
  private static final String KMS = "kms";
  private static final String KMS_ROLE = "strongroom_kms";
  private static final String OWNER = "postgres";

  private DatabaseSetup() {}

  /**
   * The command.
   *
   * @param environment {@code STRONGROOM_DATABASE_USER}, {@code STRONGROOM_DATABASE_PASSWORD} or
   *     {@code STRONGROOM_DATABASE_PASSWORD_FILE}
   * @param objects migration of the object functions' schema
   * @param kms migration of the bundled KMS's schema, done as its own role
   */
  public static Subcommand subcommand(
      Map<String, String> environment, SchemaMigration objects, SchemaMigration kms) {
    return Subcommand.named("migrate", "bring a database up to date and make the functions' roles")
        .text("--database-url", "URL", "which one: postgresql://user@host:port/database")
        .text(
            "--role-passwords",
            "FOLDER",
            "one file per role, named as the function, or kms for the bundled KMS")
        .does(
            (given, _) -> {
              run(given, environment, objects, kms);
              return 0;
            });
  }

  private static void run(
      Given given, Map<String, String> environment, SchemaMigration objects, SchemaMigration kms) {
    try {
      DatabaseAccess access = access(given.required("--database-url"), environment);
      objects.migrate(access.jdbcUrl(), access.user(), access.password());
      try (Connection connection =
          DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password())) {
        grant(connection);
        Optional<Path> folder = given.path("--role-passwords");
        if (folder.isPresent()) {
          passwords(connection, folder.get());
          Path kmsPassword = folder.get().resolve(KMS);
          if (Files.isRegularFile(kmsPassword)) {
            kms.migrate(access.jdbcUrl(), KMS_ROLE, Files.readString(kmsPassword).strip());
          }
        }
      }
    } catch (SQLException | IOException | RuntimeException e) {
      throw e instanceof StartupException || e instanceof UsageException
          ? (RuntimeException) e
          : StartupException.because("Cannot bring the database up to date", e);
    }
  }

  private static DatabaseAccess access(String url, Map<String, String> environment)
      throws IOException {
    Map<String, String> known = new HashMap<>(environment);
    String file = environment.get("STRONGROOM_DATABASE_PASSWORD_FILE");
    if (file != null) {
      known.put("STRONGROOM_DATABASE_PASSWORD", Files.readString(Path.of(file)).strip());
    }
    return DatabaseAccess.parse(url, known);
  }

  private static void grant(Connection connection) throws SQLException, IOException {
    try (InputStream in = DatabaseSetup.class.getResourceAsStream(GRANTS)) {
      if (in == null) {
        throw new IOException(GRANTS + " is missing");
      }
      connection.setAutoCommit(false);
      execute(connection, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  /** Passwords go as verifiers: the statement that sets one may be logged, and tells nothing. */
  private static void passwords(Connection connection, Path folder)
      throws SQLException, IOException {
    SecureRandom random = new SecureRandom();
    List<Path> files = new ArrayList<>();
    try (var entries = Files.list(folder)) {
      // A mounted secret also has hidden folders of its own.
      entries.filter(Files::isRegularFile).filter(DatabaseSetup::isRole).forEach(files::add);
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      String role = "strongroom_" + name.replace('-', '_');
      if (name.equals(KMS)) {
        execute(connection, kmsRole());
      }
      execute(
          connection,
          "alter role "
              + role
              + " password '"
              + ScramVerifier.of(Files.readString(file).strip(), random)
              + "'");
    }
  }

  private static boolean isRole(Path file) {
    String name = file.getFileName().toString();
    return name.matches("[a-z][a-z-]*") && !name.equals(OWNER);
  }

  /**
   * The bundled KMS owns its schema, which nobody else may look into. On a JVM it could also
   * migrate it; a native executable cannot.
   */
  private static String kmsRole() {
    return """
        do $$
        begin
          if not exists (select from pg_catalog.pg_roles where rolname = 'strongroom_kms') then
            create role strongroom_kms login nosuperuser nocreatedb nocreaterole noreplication;
          end if;
          execute format('grant connect on database %I to strongroom_kms', current_database());
          if not exists (select from pg_catalog.pg_namespace where nspname = 'kms') then
            execute format('grant strongroom_kms to %I', current_user);
            create schema kms authorization strongroom_kms;
          end if;
        end
        $$""";
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
