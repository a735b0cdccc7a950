package io.strongroom.runtime.config;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.identity.BuiltInPolicies;
import io.strongroom.domain.identity.KnownIdentities;
import io.strongroom.policy.Policies.Named;
import io.strongroom.protocol.http.Signers;
import io.strongroom.signing.Credential;
import io.strongroom.signing.Credentials;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Access keys from a properties file: {@code account-id}, and {@code NAME.access-key-id}, {@code
 * NAME.secret-access-key}, {@code NAME.principal} for each name. The name {@code service} is the
 * object functions themselves, which may use keys but owns no objects. Immutable.
 *
 * <p>{@code NAME.policies} names policies of {@link BuiltInPolicies}, with commas between. Without
 * it a user has {@link BuiltInPolicies#FULL_ACCESS}: what everybody had before there were policies.
 * An account's root needs none.
 */
public final class CredentialsFile implements Signers {

  private static final String SERVICE = "service";
  private static final String ID_SUFFIX = ".access-key-id";

  private final AccountId account;
  private final List<User> users;
  private final Optional<Credential> serviceCredential;
  private final Optional<Identity> service;

  private CredentialsFile(
      AccountId account,
      List<User> users,
      Optional<Credential> serviceCredential,
      Optional<Identity> service) {
    this.account = account;
    this.users = List.copyOf(users);
    this.serviceCredential = serviceCredential;
    this.service = service;
  }

  /** Somebody in the file. */
  private record User(Credential credential, Signer signer) {}

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
    PrivateFile.require(file);
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
    List<User> users = new ArrayList<>();
    Optional<Credential> serviceCredential = Optional.empty();
    Optional<Identity> service = Optional.empty();
    for (String key : properties.stringPropertyNames()) {
      if (key.endsWith(ID_SUFFIX)) {
        String name = key.substring(0, key.length() - ID_SUFFIX.length());
        if (name.equals(SERVICE)) {
          serviceCredential = Optional.of(credential(properties, name));
          service = Optional.of(identity(properties, name));
        } else {
          users.add(user(properties, name));
        }
      }
    }
    return new CredentialsFile(
        AccountId.of(properties.getProperty("account-id", "").strip()),
        users,
        serviceCredential,
        service);
  }

  @Override
  public Optional<Credential> find(String accessKeyId) {
    return user(accessKeyId).map(User::credential);
  }

  @Override
  public Optional<Signer> signer(String accessKeyId) {
    return user(accessKeyId).map(User::signer);
  }

  private Optional<User> user(String accessKeyId) {
    return users.stream()
        .filter(user -> user.credential().accessKeyId().equals(accessKeyId))
        .findFirst();
  }

  /** The users and the service, for a KMS in the same process. */
  public Credentials withService() {
    return accessKeyId ->
        find(accessKeyId)
            .or(() -> serviceCredential.filter(each -> each.accessKeyId().equals(accessKeyId)));
  }

  /** The account of everybody in the file; its root is the operator of the whole service. */
  public AccountId account() {
    return account;
  }

  /** Everybody in the file by ARN, with the names of their policies. */
  public Map<String, List<String>> people() {
    Map<String, List<String>> people = new TreeMap<>();
    users.forEach(
        user ->
            people.put(
                user.credential().principal(),
                user.signer().identity().held().identity().stream().map(Named::name).toList()));
    return people;
  }

  /** How the object functions sign their calls to the bundled KMS. */
  public Optional<Identity> service() {
    return service;
  }

  private static User user(Properties properties, String name) {
    Credential credential = credential(properties, name);
    return new User(
        credential,
        new Signer(
            CallerIdentity.named(
                credential.principal(),
                AccountId.of(credential.account()),
                KnownIdentities.holding(policies(properties, name))),
            Optional.empty()));
  }

  private static List<String> policies(Properties properties, String name) {
    String listed = properties.getProperty(name + ".policies");
    if (listed == null) {
      return List.of(BuiltInPolicies.FULL_ACCESS);
    }
    List<String> names =
        Stream.of(listed.split(",", -1))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .toList();
    for (String each : names) {
      if (!BuiltInPolicies.names().contains(each)) {
        throw new IllegalStateException(
            "the credentials file names the unknown policy " + each + " for " + name);
      }
    }
    return names;
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
}
