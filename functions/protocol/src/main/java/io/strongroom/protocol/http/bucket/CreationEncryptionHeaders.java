package io.strongroom.protocol.http.bucket;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.encryption.EncryptionConfiguration.Algorithm;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.KmsKeyNames;
import io.strongroom.protocol.http.Vocabulary;
import java.util.Optional;

/**
 * Default encryption given when a bucket is created, as only OBS has it. Only here does the word
 * for keys of the service read {@code obs}.
 *
 * <p>Source: "Creating a Bucket", OBS API reference.
 */
final class CreationEncryptionHeaders {

  private final String algorithm;
  private final String dataCipher;
  private final String keyId;
  private final String project;
  private final String bucketKey;

  CreationEncryptionHeaders(Vocabulary words) {
    this.algorithm = words.encryptionHeader();
    this.dataCipher = words.header("server-side-data-encryption");
    this.keyId = words.kmsKeyIdHeader();
    this.project = words.header("sse-kms-key-project-id");
    this.bucketKey = words.header("server-side-encryption-bucket-key-enabled");
  }

  /**
   * Empty when no such header is there.
   *
   * @throws ObjectStoreException InvalidArgument when they do not fit together
   */
  Optional<EncryptionConfiguration> parse(Headers headers) {
    Optional<Algorithm> chosen = value(headers, algorithm).map(this::algorithm);
    if (chosen.isEmpty() || chosen.get() == Algorithm.SERVICE_MANAGED) {
      refuse(headers, keyId);
      refuse(headers, project);
      refuse(headers, bucketKey);
      if (cipher(headers) == DataCipher.SM4) {
        throw invalid(dataCipher, "SM4");
      }
      return chosen.map(managed -> EncryptionConfiguration.serviceDefault());
    }
    Optional<KeyName> key = value(headers, keyId).map(KmsKeyNames::fromWire);
    if (key.isEmpty()) {
      refuse(headers, project);
    }
    return Optional.of(
        new EncryptionConfiguration(
            Algorithm.KMS,
            key,
            value(headers, project),
            cipher(headers),
            value(headers, bucketKey).map(this::flag).orElse(false),
            false));
  }

  private Algorithm algorithm(String word) {
    return switch (word) {
      case "obs", "AES256" -> Algorithm.SERVICE_MANAGED;
      case "kms", "aws:kms" -> Algorithm.KMS;
      default -> throw invalid(algorithm, word);
    };
  }

  private DataCipher cipher(Headers headers) {
    String word = value(headers, dataCipher).orElse("AES256");
    return switch (word) {
      case "AES256" -> DataCipher.AES_256;
      case "SM4" -> DataCipher.SM4;
      default -> throw invalid(dataCipher, word);
    };
  }

  private boolean flag(String word) {
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(bucketKey, word);
    };
  }

  private static Optional<String> value(Headers headers, String name) {
    return headers.first(name).filter(value -> !value.isEmpty());
  }

  private static void refuse(Headers headers, String name) {
    value(headers, name)
        .ifPresent(
            given -> {
              throw invalid(name, given);
            });
  }

  private static ObjectStoreException invalid(String header, String given) {
    return new ObjectStoreException(
        new RequestError.InvalidArgument(
            "The encryption method specified is not supported", header, given));
  }
}
