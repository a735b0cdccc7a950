package io.strongroom.launcher;

import io.strongroom.local.Identities;

/**
 * Names of the system properties through which a prepared data folder reaches the application.
 *
 * <p>System properties outrank {@code application.properties}, so these hold in the gateway
 * whatever the functions configure for a cluster.
 */
public final class Settings {
  /** Address the object endpoints listen on. */
  public static final String HTTP_HOST = "quarkus.http.host";

  /** Port of the object endpoint without TLS. */
  public static final String HTTP_PORT = "quarkus.http.port";

  /** Port of the object endpoint with TLS. */
  public static final String HTTPS_PORT = "quarkus.http.ssl-port";

  /** Whether the port without TLS is open. */
  public static final String INSECURE_REQUESTS = "quarkus.http.insecure-requests";

  /** Which named TLS configuration the object endpoint uses. */
  public static final String TLS_CONFIGURATION = "quarkus.http.tls-configuration-name";

  /** Name of that configuration: named, so that health stays on plain loopback HTTP. */
  public static final String TLS_CONFIGURATION_NAME = "strongroom";

  /** PEM file of the server certificate and its issuer. */
  public static final String TLS_CERTIFICATE =
      "quarkus.tls." + TLS_CONFIGURATION_NAME + ".key-store.pem.0.cert";

  /** PEM file of the server's private key. */
  public static final String TLS_KEY =
      "quarkus.tls." + TLS_CONFIGURATION_NAME + ".key-store.pem.0.key";

  /** How often those files are looked at again, so that a renewed certificate is used. */
  public static final String TLS_RELOAD =
      "quarkus.tls." + TLS_CONFIGURATION_NAME + ".reload-period";

  /** Address the health endpoints listen on: always loopback. */
  public static final String MANAGEMENT_HOST = "quarkus.management.host";

  /** Port of the health endpoints. */
  public static final String MANAGEMENT_PORT = "quarkus.management.port";

  /** Whether there is a console. */
  public static final String CONSOLE_ENABLED = "strongroom.console.enabled";

  /** Address it listens on. */
  public static final String CONSOLE_HOST = "strongroom.console.host";

  /** Its port. */
  public static final String CONSOLE_PORT = "strongroom.console.port";

  /** Database for the reactive client. */
  public static final String DATABASE_REACTIVE_URL = "quarkus.datasource.reactive.url";

  /** Role at the database. */
  public static final String DATABASE_USER = "quarkus.datasource.username";

  /** Its password. */
  public static final String DATABASE_PASSWORD = "quarkus.datasource.password";

  /** The same database for JDBC: migrations and the bundled KMS. */
  public static final String DATABASE_JDBC_URL = "strongroom-local.jdbc-url";

  /** Address the bundled KMS listens on. */
  public static final String KMS_HOST = "strongroom.kms.http-host";

  /** Port of the bundled KMS. */
  public static final String KMS_PORT = "strongroom.kms.http-port";

  /** Region of the keys that the bundled KMS's Huawei dialect makes and finds. */
  public static final String KMS_REGION = "strongroom.kms.default-region";

  /** Cryptographic requests a second the bundled KMS admits; absent: no limit of its own. */
  public static final String KMS_RATE = "strongroom.kms.requests-per-second";

  /** File with the key under which the bundled KMS stores its keys. */
  public static final String KMS_ROOT_KEY_FILE = "strongroom.kms.root-key-file";

  /** Access key id of the object functions, which the bundled KMS lets act for others. */
  public static final String KMS_SERVICE_ACCESS_KEYS = "strongroom.kms.service-access-keys";

  /** File with the secret of the bundled KMS's admin API. */
  public static final String KMS_ADMIN_SECRET_FILE = "strongroom.kms.admin-secret-file";

  /** Whether the admin API has clock, faults and reset. */
  public static final String KMS_TEST_CONTROLS = "strongroom.kms.test-controls";

  /** Whether it has them also where there were keys before the start. */
  public static final String KMS_TEST_CONTROLS_ON_KEPT_KEYS =
      "strongroom.kms.test-controls-on-kept-keys";

  /** Folder of the sealed objects. */
  public static final String BLOBS_DIRECTORY = "strongroom.blobs.directory";

  /** Whether this process alone uses that folder. */
  public static final String BLOBS_EXCLUSIVE = "strongroom.blobs.exclusive";

  /** Region the endpoints and ARNs name. */
  public static final String REGION = "strongroom.region";

  /** File with the access keys: see {@link Identities}. */
  public static final String CREDENTIALS_FILE = "strongroom.credentials-file";

  /** The data folder. */
  public static final String DATA_DIRECTORY = "strongroom-local.data-directory";

  /** PEM file of the certificate authority that clients must trust. */
  public static final String AUTHORITY_CERTIFICATE = "strongroom-local.authority-certificate";

  /** How the launcher was called, for what it tells to type next. */
  public static final String PROGRAM = "strongroom-local.program";

  private Settings() {}
}
