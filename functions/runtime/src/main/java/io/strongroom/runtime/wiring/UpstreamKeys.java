package io.strongroom.runtime.wiring;

import io.strongroom.runtime.config.PrivateFile;
import io.strongroom.runtime.config.UpstreamConfig;
import io.strongroom.storage.upstream.UpstreamCredentials;
import io.strongroom.storage.upstream.UpstreamKeyFile;
import io.strongroom.storage.upstream.WebIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Finds the access key to the store that blobs rest in: the file that is named, else a web
 * identity, else the environment. What is named and cannot be used is an error, never passed over.
 */
final class UpstreamKeys {

  private final UpstreamConfig config;
  private final Map<String, String> environment;

  UpstreamKeys(UpstreamConfig config, Map<String, String> environment) {
    this.config = config;
    this.environment = environment;
  }

  /**
   * @param mounted whether secrets were mounted into a container, and may be readable by all in it
   * @throws IllegalStateException when others may read the credentials
   * @throws IllegalArgumentException when there are none
   */
  UpstreamCredentials find(boolean mounted, SSLContext tls, InstantSource clock) {
    if (config.credentialsFile().isPresent()) {
      Path file = config.credentialsFile().get();
      if (!mounted) {
        requirePrivate(file);
      }
      return new UpstreamKeyFile(file);
    }
    Optional<Path> token =
        config.webIdentityTokenFile().or(() -> set("AWS_WEB_IDENTITY_TOKEN_FILE").map(Path::of));
    if (token.isPresent()) {
      return new WebIdentity(role(token.get()), tls, clock);
    }
    Optional<String> id = set("AWS_ACCESS_KEY_ID");
    Optional<String> secret = set("AWS_SECRET_ACCESS_KEY");
    if (id.isPresent() && secret.isPresent()) {
      return UpstreamCredentials.fixed(id.get(), secret.get(), set("AWS_SESSION_TOKEN"));
    }
    throw new IllegalArgumentException(
        "strongroom.blobs.s3.credentials-file is missing, and the environment has neither a web"
            + " identity nor an access key");
  }

  private WebIdentity.Role role(Path token) {
    return new WebIdentity.Role(
        config
            .stsEndpoint()
            .orElseGet(() -> URI.create("https://sts." + config.region() + ".amazonaws.com")),
        config
            .roleArn()
            .or(() -> set("AWS_ROLE_ARN"))
            .orElseThrow(
                () -> new IllegalArgumentException("strongroom.blobs.s3.role-arn is missing")),
        token,
        set("AWS_ROLE_SESSION_NAME").orElse("strongroom"));
  }

  private Optional<String> set(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }

  private static void requirePrivate(Path credentials) {
    try {
      PrivateFile.require(credentials);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + credentials, e);
    }
  }
}
