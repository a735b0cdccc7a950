package io.strongroom.open;

import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.kms.KmsClients;
import io.strongroom.kms.aws.AwsKmsClient;
import io.strongroom.kms.aws.AwsKmsSettings;
import io.strongroom.kms.events.KmsEvents;
import io.strongroom.kms.local.LocalKeysFactory;
import io.strongroom.kms.provider.WrapServiceProvider;
import io.strongroom.kms.resilience.ResilienceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The ways to a KMS that the command line offers. */
final class KmsAccess {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private KmsAccess() {}

  /** One attempt per call; see {@link #patient}. Opens no connection yet. The caller closes it. */
  static AwsKmsClient remote(String url, Map<String, String> environment) {
    String region = value(environment, "AWS_REGION");
    AwsKmsSettings settings =
        new AwsKmsSettings(
            region == null ? "us-east-1" : region,
            address(url),
            credentials(environment),
            new AwsKmsSettings.Http(PATIENCE, PATIENCE, 1),
            false);
    try {
      return AwsKmsClient.create(settings);
    } catch (RuntimeException e) {
      // The vendor's client reads these files in any case, and says so in a page of text.
      throw new NotOpened(
          "AWS's own configuration on this machine cannot be read: set AWS_CONFIG_FILE and"
              + " AWS_SHARED_CREDENTIALS_FILE to an empty file, and unset AWS_PROFILE");
    }
  }

  /** Asks again, for up to two minutes, when the KMS is busy or out of reach. */
  static KmsClient patient(AwsKmsClient kms) {
    return KmsClients.resilient(kms, ResilienceSettings.cloud("aws"), KmsEvents.NONE).background();
  }

  /** The keys of the local provider. The caller closes it. */
  static WrapServiceProvider local(Path file) {
    try {
      return LocalKeysFactory.create(file);
    } catch (UncheckedIOException e) {
      IOException why = Objects.requireNonNull(e.getCause());
      throw new NotOpened(
          "the key file %s cannot be read (%s): give a file that you may read"
              .formatted(file, Sentences.why(why)));
    } catch (IllegalArgumentException e) {
      throw new NotOpened("--key-file %s cannot be used: %s".formatted(file, e.getMessage()));
    }
  }

  /** The URL is not repeated in messages: it may hold a password. */
  private static URI address(String url) {
    try {
      URI address = new URI(url);
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      if (address.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Answered below.
    }
    throw new WrongUsage("--kms is not a KMS's URL: give https://HOST or http://HOST:PORT");
  }

  /** Null: the vendor's own places for credentials are searched. */
  private static AwsKmsSettings.@Nullable Credentials credentials(Map<String, String> environment) {
    String accessKey = value(environment, "AWS_ACCESS_KEY_ID");
    String secretKey = value(environment, "AWS_SECRET_ACCESS_KEY");
    if ((accessKey == null) != (secretKey == null)) {
      throw new WrongUsage(
          "of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY only one is set: set both");
    }
    return accessKey == null || secretKey == null
        ? null
        : new AwsKmsSettings.Credentials(
            accessKey, secretKey, value(environment, "AWS_SESSION_TOKEN"));
  }

  private static @Nullable String value(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
