package io.strongroom.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.strongroom.storage.StorageSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Everything a function needs around it: a database, a blob folder, access keys and a KMS. */
public final class FunctionTestResource implements QuarkusTestResourceLifecycleManager {

  private @Nullable EmbeddedPostgres postgres;
  private @Nullable FlightCounter flights;
  private @Nullable KmsStandIn kms;
  private @Nullable TemporaryFolder folder;

  @Override
  public Map<String, String> start() {
    // Set by the build for tests that read its files; to a function it is a misspelt setting.
    System.clearProperty("strongroom.root");
    try {
      folder = TemporaryFolder.create("strongroom-function");
      postgres = EmbeddedPostgres.builder().start();
      kms = KmsStandIn.start();
      flights = FlightCounter.before(postgres.getPort());
      return configuration(folder.path(), postgres, flights.port(), kms);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> configuration(
      Path folder, EmbeddedPostgres postgres, int databasePort, KmsStandIn kms) throws IOException {
    String jdbcUrl = postgres.getJdbcUrl("postgres", "postgres");
    StorageSchema.migrate(jdbcUrl, "postgres", "postgres");
    String blobs = folder.resolve("blobs").toString();
    System.setProperty(TestDatabase.URL_PROPERTY, jdbcUrl);
    System.setProperty(TestDatabase.BLOBS_PROPERTY, blobs);
    return Map.ofEntries(
        Map.entry(
            "quarkus.datasource.reactive.url",
            "postgresql://localhost:" + databasePort + "/postgres"),
        Map.entry("quarkus.datasource.username", "postgres"),
        Map.entry("quarkus.datasource.password", "postgres"),
        Map.entry("quarkus.http.test-port", "0"),
        Map.entry("quarkus.management.test-port", "0"),
        Map.entry("strongroom.region", TestIdentity.REGION),
        Map.entry("strongroom.credentials-file", TestIdentity.write(folder).toString()),
        Map.entry("strongroom.blobs.directory", blobs),
        Map.entry("strongroom.key-service.bundled", "true"),
        Map.entry("strongroom.key-service.endpoint", kms.endpoint().toString()),
        // The tests speak plain HTTP; that this is refused otherwise is tested elsewhere.
        Map.entry("strongroom.insecure-key-transport", "true"),
        // A packaged function is known to be there by the line in which Quarkus names its port.
        Map.entry("quarkus.management.port", "0"),
        Map.entry("quarkus.log.category.\"io.quarkus\".level", "INFO"));
  }

  /** Tests that count round trips to the database have a field for them. */
  @Override
  public void inject(TestInjector injector) {
    LongSupplier counted = Objects.requireNonNull(flights)::flights;
    injector.injectIntoFields(counted, field -> field.getType() == LongSupplier.class);
  }

  @Override
  public void stop() {
    try {
      if (kms != null) {
        kms.close();
      }
      if (flights != null) {
        flights.close();
      }
      if (postgres != null) {
        postgres.close();
      }
      if (folder != null) {
        folder.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
