package io.strongroom.runtime.config;

import io.strongroom.signing.Credential;
import io.strongroom.signing.Credentials;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Access keys from a properties file: {@code account-id}, and {@code NAME.access-key-id}, {@code
 * NAME.secret-access-key}, {@code NAME.principal} for each name. The name {@code service} is the
 * object functions themselves, which may use keys but owns no objects. Immutable.
 */
public final class CredentialsFile implements Credentials {

  private static final String SERVICE = "service";
  private static final String ID_SUFFIX = ".access-key-id";

  private final List<Credential> users;
  private final Optional<Credential> serviceCredential;
  private final Optional<Identity> service;

  private CredentialsFile(
      List<Credential> users, Optional<Credential> serviceCredential, Optional<Identity> service) {
    this.users = List.copyOf(users);
    this.serviceCredential = serviceCredential;
    this.service = service;
  }

  /** An access key in the clear, for clients that sign themselves. Prints without its secret. */
  public record Identity(String accessKeyId, String secretAccessKey) {

    @Override
    public String toString() {
      return "Identity[" + accessKeyId + ", redacted]";
    }
  }

  /**
   * @throws IllegalStateException when the file is open to others or incomplete
   * @throws IOException when it cannot be read
   */
  public static CredentialsFile read(Path file) throws IOException {
    requirePrivate(file);
    return parse(file);
  }

  /**
   * Reads a file that was mounted into a container as a secret: such a file belongs to root and is
   * readable by the container's user because it is readable by all.
   *
   * @throws IllegalStateException when the file is incomplete
   * @throws IOException when it cannot be read
   */
  public static CredentialsFile readMounted(Path file) throws IOException {
    return parse(file);
  }

  private static CredentialsFile parse(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    List<Credential> users = new ArrayList<>();
    Optional<Credential> serviceCredential = Optional.empty();
    Optional<Identity> service = Optional.empty();
    for (String key : properties.stringPropertyNames()) {
      if (key.endsWith(ID_SUFFIX)) {
        String name = key.substring(0, key.length() - ID_SUFFIX.length());
        if (name.equals(SERVICE)) {
          serviceCredential = Optional.of(credential(properties, name));
          service = Optional.of(identity(properties, name));
        } else {
          users.add(credential(properties, name));
        }
      }
    }
    return new CredentialsFile(users, serviceCredential, service);
  }

  @Override
  public Optional<Credential> find(String accessKeyId) {
    return users.stream().filter(user -> user.accessKeyId().equals(accessKeyId)).findFirst();
  }

  /** The users and the service, for a KMS in the same process. */
  public Credentials withService() {
    return accessKeyId ->
        find(accessKeyId)
            .or(() -> serviceCredential.filter(each -> each.accessKeyId().equals(accessKeyId)));
  }

  /** How the object functions sign their calls to the bundled KMS. */
  public Optional<Identity> service() {
    return service;
  }

  private static Credential credential(Properties properties, String name) {
    Identity identity = identity(properties, name);
    return Credential.of(
        identity.accessKeyId(),
        identity.secretAccessKey(),
        required(properties, name + ".principal"),
        required(properties, "account-id"));
  }

  private static Identity identity(Properties properties, String name) {
    return new Identity(
        required(properties, name + ID_SUFFIX), required(properties, name + ".secret-access-key"));
  }

  private static String required(Properties properties, String key) {
    String value = properties.getProperty(key, "").strip();
    if (value.isEmpty()) {
      throw new IllegalStateException("the credentials file has no " + key);
    }
    return value;
  }

  private static void requirePrivate(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> open = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    open.removeAll(
        Set.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE));
    if (!open.isEmpty()) {
      throw new IllegalStateException(
          "the credentials file " + file + " must be readable by its owner only (mode 0600)");
    }
  }
}
