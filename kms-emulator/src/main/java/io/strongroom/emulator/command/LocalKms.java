package io.strongroom.emulator.command;

import io.strongroom.emulator.store.KmsSchema;
import io.strongroom.local.DataDirectory;
import io.strongroom.local.DatabaseAccess;
import io.strongroom.local.DatabaseChoice;
import io.strongroom.local.Identities;
import io.strongroom.local.Identity;
import io.strongroom.local.LocalState;
import io.strongroom.local.Preparation;
import io.strongroom.local.PrivateFiles;
import io.strongroom.local.StartupException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Properties;

/**
 * The emulator on a data folder of its own, with an embedded database and the folder's identities.
 * The folder may also be one of {@code serve}: its keys are then served without the objects.
 */
final class LocalKms implements Preparation {

  private static final String DATA_DIRECTORY = "strongroom-local.data-directory";
  private static final String REGION = "strongroom.kms.default-region";

  private final KmsOptions options;
  private final LocalState state;

  LocalKms(KmsOptions options) {
    this.options = options;
    this.state =
        new LocalState(
            options.data(), DatabaseChoice.of(options.databaseUrl()), List.of(KmsSchema::migrate));
  }

  @Override
  public synchronized void prepare() {
    DataDirectory data = options.data();
    state.open();
    Identities identities;
    try {
      identities = state.identities(new SecureRandom());
    } catch (IOException e) {
      throw new StartupException(
          "Cannot prepare the data folder " + data.root() + ": " + DataDirectory.reason(e), e);
    }
    DatabaseAccess access = state.database();
    Properties settings = System.getProperties();
    settings.put("quarkus.datasource.kms.reactive.url", access.reactiveUrl());
    settings.put("quarkus.datasource.kms.username", access.user());
    settings.put("quarkus.datasource.kms.password", access.password());
    settings.put(DATA_DIRECTORY, data.root().toString());
    settings.put("strongroom.kms.http-host", options.host());
    settings.put("strongroom.kms.http-port", Integer.toString(options.port()));
    settings.putIfAbsent(REGION, options.region());
    // A system property would outrank the operator's variable.
    if (KmsMain.setting("STRONGROOM_KMS_ROOT_KEY_FILE").isEmpty()) {
      settings.putIfAbsent(
          "strongroom.kms.root-key-file", data.secrets().resolve("kms-root.key").toString());
    }
    settings.putIfAbsent("strongroom.kms.admin-secret-file", data.adminSecretFile().toString());
    if (options.controls() != KmsOptions.Controls.NONE) {
      settings.put("strongroom.kms.test-controls", "true");
    }
    if (options.controls() == KmsOptions.Controls.ON_KEPT_KEYS) {
      settings.put("strongroom.kms.test-controls-on-kept-keys", "true");
    }
    settings.put("strongroom.kms.service-access-keys", identities.service().accessKeyId());
    credentials(settings, identities.accountId(), identities.root());
    credentials(settings, identities.accountId(), identities.service());
    options.seed().ifPresent(file -> settings.put("strongroom.kms.seed", file.toString()));
    options.rate().ifPresent(rate -> settings.put("strongroom.kms.requests-per-second", "" + rate));
  }

  private static void credentials(Properties settings, String account, Identity identity) {
    String prefix = "strongroom.kms.credentials." + identity.accessKeyId();
    settings.put(prefix + ".secret", identity.secretAccessKey());
    settings.put(prefix + ".principal", identity.principal());
    settings.put(prefix + ".account", account);
  }

  /**
   * Tells {@code strongroom env} where the emulator in this process listens.
   *
   * @return the one line to print
   * @throws StartupException if the folder cannot be written
   */
  static String announce(URI endpoint) {
    String where = System.getProperty(DATA_DIRECTORY);
    if (where == null) {
      return "Strongroom KMS is ready: " + endpoint;
    }
    DataDirectory data = new DataDirectory(Path.of(where));
    try {
      PrivateFiles.write(
          data.endpointsFile(),
          """
          kms=%s
          health=%s/health
          region=%s
          process-id=%d
          """
              .formatted(
                  endpoint,
                  endpoint,
                  System.getProperty(REGION, ""),
                  ProcessHandle.current().pid()));
    } catch (IOException e) {
      throw new StartupException(
          "Cannot write to the data folder " + data.root() + ": " + DataDirectory.reason(e), e);
    }
    return "Strongroom KMS is ready: %s, data in %s".formatted(endpoint, data.root());
  }

  @Override
  public synchronized void close() {
    state.close();
  }
}
