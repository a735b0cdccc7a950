package io.strongroom.setup;

import io.strongroom.certificates.LocalCertificateAuthority;
import io.strongroom.certificates.ServerNames;
import io.strongroom.launcher.Endpoints;
import io.strongroom.launcher.ServeArguments;
import io.strongroom.launcher.ServeOptions;
import io.strongroom.local.DataDirectory;
import io.strongroom.local.Identities;
import io.strongroom.local.Identity;
import io.strongroom.local.PrivateFiles;
import io.strongroom.local.RandomText;
import io.strongroom.local.StartupException;
import io.strongroom.local.command.Subcommand;
import io.strongroom.protocol.http.Function;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The {@code prepare} command: everything secret that functions in containers of their own need,
 * made once, in a data folder that {@code env} can read too. What is there already stays.
 *
 * <pre>
 * secrets/functions/ID/application.properties   database role, router's token
 * secrets/functions/ID/credentials.properties   the users, and the function's own access key
 * secrets/database/ID                           password of the function's database role
 * secrets/database/kms, postgres                of the KMS's role, and of the owner
 * secrets/kms/application.properties            who may call the KMS, and for what at most
 * secrets/router/certificate.pem, token.map     for HAProxy
 * </pre>
 */
public final class ContainerSecrets {

  /** Endpoints are those of containers, whose processes cannot be seen from outside. */
  private static final long NO_PROCESS_OF_OURS = 1;

  /** Where the policies are mounted; see deploy/kms. */
  private static final String BOUNDARIES = "/etc/strongroom/boundaries";

  private final ServeOptions options;
  private final Path boundaries;
  private final RandomText random;
  private final SecureRandom generator = new SecureRandom();

  private ContainerSecrets(ServeOptions options, Path boundaries) {
    this.options = options;
    this.boundaries = boundaries;
    this.random = new RandomText(generator);
  }

  /**
   * The command; takes the options of {@code serve}, as far as they say where clients reach the
   * router and the KMS.
   *
   * @param environment {@code STRONGROOM_BOUNDARIES} names the folder of the functions' policies
   */
  public static Subcommand subcommand(Map<String, String> environment) {
    return ServeArguments.on(
            Subcommand.named("prepare", "make the secrets of functions in containers"))
        .does(
            (given, _) -> {
              run(ServeArguments.of(given), environment);
              return 0;
            });
  }

  /** Fails where the folder cannot be written. */
  static void run(ServeOptions options, Map<String, String> environment) {
    try {
      new ContainerSecrets(
              options, Path.of(environment.getOrDefault("STRONGROOM_BOUNDARIES", BOUNDARIES)))
          .write();
    } catch (IOException e) {
      throw new StartupException(
          "Cannot prepare the data folder "
              + options.data().root()
              + ": "
              + DataDirectory.reason(e),
          e);
    }
  }

  private void write() throws IOException {
    DataDirectory data = options.data();
    data.create();
    Identities identities = Identities.readOrCreate(data.identityFile(), generator);
    LocalCertificateAuthority authority =
        new LocalCertificateAuthority(data.tls(), Clock.systemUTC(), generator);
    authority.prepare(ServerNames.of(options.host(), options.tls().names()));
    String token = once("router/token", random::secret);
    once("database/postgres", random::secret);
    write("kms/database-password", once("database/kms", random::secret));
    // The bundled KMS makes its root key here itself.
    PrivateFiles.createDirectory(data.root().resolve("kms"));
    Map<String, String> kms = new TreeMap<>();
    identity(kms, identities.root(), identities.accountId());
    StringBuilder services = new StringBuilder();
    for (Function function : Function.values()) {
      Identity own = function(function, identities, token);
      identity(kms, own, identities.accountId());
      kms.put(
          "strongroom.kms.boundaries." + own.accessKeyId(),
          boundaries.resolve(function.id() + ".json").toString());
      services.append(services.isEmpty() ? "" : ",").append(own.accessKeyId());
    }
    kms.put("strongroom.kms.service-access-keys", services.toString());
    write("kms/application.properties", text(kms));
    write("router/token.map", "token " + token + "\n");
    write(
        "router/certificate.pem",
        Files.readString(authority.serverCertificateFile())
            + PrivateFiles.read(authority.serverKeyFile()));
    Endpoints.of(options.host(), options.ports(), options.region(), "tls/ca.crt")
        .ofProcess(NO_PROCESS_OF_OURS)
        .write(data.endpointsFile());
  }

  private Identity function(Function function, Identities identities, String token)
      throws IOException {
    String folder = "functions/" + function.id() + "/";
    String password = once("database/" + function.id(), random::secret);
    write(
        folder + "application.properties",
        text(
            Map.of(
                "quarkus.datasource.username", role(function),
                "quarkus.datasource.password", password,
                "strongroom.router.token", token)));
    Identity own =
        new Identity(
            once(folder + "access-key-id", random::accessKeyId),
            once(folder + "secret-access-key", random::secret),
            "arn:aws:iam::" + identities.accountId() + ":role/strongroom-" + function.id());
    Map<String, String> credentials = new TreeMap<>();
    credentials.put("account-id", identities.accountId());
    credentials(credentials, "root", identities.root());
    credentials(credentials, "service", own);
    write(folder + "credentials.properties", text(credentials));
    return own;
  }

  /** As db/roles/objects.sql calls it. */
  static String role(Function function) {
    return "strongroom_" + function.id().toLowerCase(Locale.ROOT).replace('-', '_');
  }

  private static void identity(Map<String, String> kms, Identity identity, String account) {
    String prefix = "strongroom.kms.credentials." + identity.accessKeyId() + ".";
    kms.put(prefix + "secret", identity.secretAccessKey());
    kms.put(prefix + "principal", identity.principal());
    kms.put(prefix + "account", account);
  }

  private static void credentials(Map<String, String> file, String name, Identity identity) {
    file.put(name + ".access-key-id", identity.accessKeyId());
    file.put(name + ".secret-access-key", identity.secretAccessKey());
    file.put(name + ".principal", identity.principal());
  }

  private static String text(Map<String, String> properties) {
    StringBuilder text =
        new StringBuilder("# Made by `strongroom prepare`. Keep it to yourself.\n");
    new TreeMap<>(properties)
        .forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return text.toString();
  }

  private String once(String file, Supplier<String> make) throws IOException {
    Path path = options.data().secrets().resolve(file);
    if (Files.notExists(path)) {
      write(file, make.get());
    }
    return PrivateFiles.read(path).strip();
  }

  private void write(String file, String text) throws IOException {
    Path path = options.data().secrets().resolve(file);
    PrivateFiles.createDirectory(path.resolveSibling(""));
    PrivateFiles.write(path, text);
  }
}
