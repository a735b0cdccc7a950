package io.strongroom.local;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Properties;

/**
 * The two identities of a local server, kept in {@code identity.properties}.
 *
 * <p>The file is a Java properties file with the keys {@code account-id} and, for each of {@code
 * root} and {@code service}, {@code NAME.access-key-id}, {@code NAME.secret-access-key}, {@code
 * NAME.principal}. There is no default password: both secrets are random, made at the first start.
 *
 * @param accountId the account, twelve digits
 * @param root who the operator is
 * @param service who the object functions are when they call the bundled KMS
 */
public record Identities(String accountId, Identity root, Identity service) {
  private static final String DEFAULT_ACCOUNT = "000000000000";

  /**
   * Reads the identities of a data folder.
   *
   * @throws StartupException if the file is open to other users or incomplete
   * @throws IOException if it cannot be read
   */
  public static Identities read(Path file) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(PrivateFiles.read(file)));
    } catch (IllegalArgumentException e) {
      throw new StartupException(file + " is not a properties file.");
    }
    return new Identities(
        required(properties, "account-id", file),
        identity(properties, "root", file),
        identity(properties, "service", file));
  }

  /** Reads the identities, or makes them where the file does not exist yet. */
  public static Identities readOrCreate(Path file, SecureRandom random) throws IOException {
    if (Files.notExists(file)) {
      create(new RandomText(random)).writeTo(file);
    }
    return read(file);
  }

  /**
   * Identities of which the root's is known beforehand, for servers that hold nothing worth hiding.
   */
  public static Identities known(String accessKeyId, String secret, SecureRandom random) {
    Identities made = create(new RandomText(random));
    return new Identities(
        made.accountId(),
        new Identity(accessKeyId, secret, made.root().principal()),
        made.service());
  }

  private static Identities create(RandomText random) {
    String account = "arn:aws:iam::" + DEFAULT_ACCOUNT + ":";
    return new Identities(
        DEFAULT_ACCOUNT,
        new Identity(random.accessKeyId(), random.secret(), account + "root"),
        new Identity(random.accessKeyId(), random.secret(), account + "role/strongroom-service"));
  }

  /** Writes the file. */
  public void writeTo(Path file) throws IOException {
    PrivateFiles.write(
        file,
        "# Strongroom's access keys. Keep this file to yourself.\n"
            + "account-id="
            + accountId
            + "\n"
            + lines("root", root)
            + lines("service", service));
  }

  private static String lines(String name, Identity identity) {
    return "%1$s.access-key-id=%2$s\n%1$s.secret-access-key=%3$s\n%1$s.principal=%4$s\n"
        .formatted(name, identity.accessKeyId(), identity.secretAccessKey(), identity.principal());
  }

  private static Identity identity(Properties properties, String name, Path file) {
    return new Identity(
        required(properties, name + ".access-key-id", file),
        required(properties, name + ".secret-access-key", file),
        required(properties, name + ".principal", file));
  }

  private static String required(Properties properties, String key, Path file) {
    String value = properties.getProperty(key, "").strip();
    if (value.isEmpty()) {
      throw new StartupException(file + " has no " + key + ".");
    }
    return value;
  }
}
