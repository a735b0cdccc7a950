package io.strongroom.open;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.ObjectRecord;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.rescue.BlobMissing;
import io.strongroom.crypto.rescue.BlobUnusable;
import io.strongroom.crypto.rescue.ObjectRescue;
import io.strongroom.crypto.rescue.RescueKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.kms.KmsClients;
import io.strongroom.kms.aws.AwsKmsClient;
import io.strongroom.kms.aws.AwsKmsSettings;
import io.strongroom.kms.provider.WrapperKmsClient;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code strongroom open}. Exit status 0: the whole object was written; 1: it could not be opened,
 * and nothing is left at {@code --out}; 2: the command was wrong.
 */
public final class Main {

  private static final Duration KMS_PATIENCE = Duration.ofSeconds(10);

  private final Map<String, String> environment;
  private final PrintStream messages;

  Main(Map<String, String> environment, PrintStream messages) {
    this.environment = environment;
    this.messages = messages;
  }

  public static void main(String[] arguments) {
    System.exit(new Main(System.getenv(), System.err).run(List.of(arguments)));
  }

  int run(List<String> arguments) {
    try {
      Options options = Options.parse(arguments);
      long length = open(options);
      messages.println("wrote " + length + " bytes to " + options.out());
      return 0;
    } catch (UsageException e) {
      messages.println("open: " + e.getMessage());
      messages.print(Options.USAGE);
      return 2;
    } catch (CiphertextRejected e) {
      messages.println("open: " + e.getMessage() + " (" + e.reason() + ")");
    } catch (KmsException e) {
      messages.println("open: the KMS did not unwrap the key: " + e.getMessage());
    } catch (BlobMissing e) {
      messages.println(
          "open: not found: "
              + e.getMessage()
              + (e.unreadPlaces() > 0 ? "; some places could not be read" : ""));
    } catch (BlobUnusable e) {
      messages.println("open: " + e.getMessage() + " is damaged in every file: " + e.failures());
    } catch (NoSuchFileException e) {
      messages.println("open: not found: " + e.getMessage());
    } catch (IOException e) {
      messages.println("open: " + e);
    }
    return 1;
  }

  private long open(Options options) throws IOException {
    if (Files.exists(options.out())) {
      throw new UsageException(options.out() + " exists already");
    }
    ObjectRecord record = ObjectRecord.fromJson(Files.readString(options.record()));
    Path partial = options.out().resolveSibling(options.out().getFileName() + ".partial");
    try {
      long length = withKey(options, record, partial);
      Files.move(partial, options.out(), StandardCopyOption.ATOMIC_MOVE);
      return length;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private long withKey(Options options, ObjectRecord record, Path partial) throws IOException {
    return switch (options.key()) {
      case Options.KeyOption.Unwrapped(Path file) -> {
        try (var key = KeyFiles.read(file)) {
          yield write(options, record, new RescueKey.Unwrapped(key), partial);
        }
      }
      case Options.KeyOption.CustomerKey(Path file) -> {
        try (var key = KeyFiles.read(file)) {
          yield write(options, record, new RescueKey.Customer(key), partial);
        }
      }
      case Options.KeyOption.KeyFile(Path file) -> {
        try (var kms = local(file)) {
          yield write(options, record, new RescueKey.Kms(kms), partial);
        }
      }
      case Options.KeyOption.Kms(String url) -> {
        try (AwsKmsClient kms = KmsClients.aws(settings(url))) {
          yield write(options, record, new RescueKey.Kms(kms), partial);
        }
      }
    };
  }

  private static WrapperKmsClient local(Path file) throws IOException {
    try {
      return KmsClients.local(file);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--key-file: " + e.getMessage());
    }
  }

  private long write(Options options, ObjectRecord record, RescueKey key, Path partial)
      throws IOException {
    try (DataKey dataKey = key.unwrap(record)) {
      ObjectRescue rescue = ObjectRescue.verify(record, dataKey);
      rescue.find(
          options.blobs(),
          (place, why) -> messages.println("open: passed over " + place + ": " + why));
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(
                  partial,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.TRUNCATE_EXISTING))) {
        return rescue.write(out);
      }
    }
  }

  private AwsKmsSettings settings(String url) {
    String accessKey = environment.get("AWS_ACCESS_KEY_ID");
    String secretKey = environment.get("AWS_SECRET_ACCESS_KEY");
    AwsKmsSettings.@Nullable Credentials fixed =
        accessKey == null || secretKey == null
            ? null
            : new AwsKmsSettings.Credentials(
                accessKey, secretKey, environment.get("AWS_SESSION_TOKEN"));
    String region = environment.getOrDefault("AWS_REGION", "us-east-1");
    try {
      return new AwsKmsSettings(
          region,
          URI.create(url),
          fixed,
          new AwsKmsSettings.Http(KMS_PATIENCE, KMS_PATIENCE, 1),
          false);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--kms: " + e.getMessage());
    }
  }
}
