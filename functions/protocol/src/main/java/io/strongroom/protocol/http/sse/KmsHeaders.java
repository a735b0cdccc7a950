package io.strongroom.protocol.http.sse;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.KmsKeyNames;
import io.strongroom.protocol.http.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The headers that refine SSE-KMS and mean nothing without it. */
final class KmsHeaders {

  private static final String ARN_PAIR = "aws:s3:arn";

  /** Names of pairs that the service sets, on which KMS policies may rely. */
  private static final String RESERVED = "strongroom:";

  private final Vocabulary words;
  private final String keyId;
  private final String context;
  private final String bucketKey;
  private final String dataCipher;
  private final String project;

  KmsHeaders(Vocabulary words) {
    this.words = words;
    this.keyId = words.kmsKeyIdHeader();
    this.context = words.header("server-side-encryption-context");
    this.bucketKey = words.header("server-side-encryption-bucket-key-enabled");
    this.dataCipher = words.header("server-side-data-encryption");
    this.project = words.header("sse-kms-key-project-id");
  }

  boolean anyIn(Headers headers) {
    return List.of(keyId, context, bucketKey, dataCipher, project).stream().anyMatch(headers::has);
  }

  void requireNone(Headers headers) {
    if (anyIn(headers)) {
      String header = words.encryptionHeader();
      throw invalid(
          "Server Side Encryption with %s managed key requires HTTP header %s : %s"
              .formatted(words.kms().service(), header, words.kms().algorithm()),
          header,
          headers.first(header).orElse(""));
    }
  }

  /** Of two layers. S3: they have no bucket key, and both have the one cipher. */
  EncryptionRequest.KmsManaged parseTwice(Headers headers, ObjectRef target) {
    EncryptionRequest.KmsManaged once = parse(headers, target);
    if (once.bucketKey().orElse(false)) {
      throw invalid("Bucket Keys are not supported with aws:kms:dsse.", bucketKey, "true");
    }
    if (headers.has(dataCipher)) {
      throw invalid(
          "The encryption method specified is not supported",
          dataCipher,
          headers.first(dataCipher).orElse(""));
    }
    return new EncryptionRequest.KmsManaged(
        once.key(), once.context(), once.bucketKey(), DataCipher.AES_256_TWICE);
  }

  EncryptionRequest.KmsManaged parse(Headers headers, ObjectRef target) {
    Optional<KeyName> key = SingleHeaders.nonEmpty(headers, keyId).map(this::keyName);
    if (key.isEmpty() && headers.has(project)) {
      throw invalid("A key project needs a key.", project, headers.first(project).orElse(""));
    }
    // OBS: tells where the key is, which the KMS finds by the key's id; answers repeat it.
    headers.markRead(project);
    return new EncryptionRequest.KmsManaged(
        key, context(headers, target), bucketKey(headers), dataCipher(headers));
  }

  private KeyName keyName(String given) {
    boolean alias = given.startsWith("alias/") || given.contains(":alias/");
    if (alias && words.kms().keyIdForm() == KmsKeyNames.Form.REGION_ACCOUNT_KEY) {
      // OBS: only the two forms of a key id are documented.
      throw invalid("The KMS key ID is not valid.", keyId, given);
    }
    return KmsKeyNames.fromWire(given);
  }

  private Optional<Boolean> bucketKey(Headers headers) {
    return SingleHeaders.value(headers, bucketKey)
        .map(
            value ->
                switch (value) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw invalid("The value must be true or false.", bucketKey, value);
                });
  }

  private DataCipher dataCipher(Headers headers) {
    return SingleHeaders.value(headers, dataCipher)
        .map(
            value ->
                switch (value) {
                  case "SM4" -> DataCipher.SM4;
                  case "AES256" -> DataCipher.AES_256;
                  default ->
                      throw invalid(
                          "The encryption method specified is not supported", dataCipher, value);
                })
        .orElse(DataCipher.AES_256);
  }

  private EncryptionContext context(Headers headers, ObjectRef target) {
    return SingleHeaders.nonEmpty(headers, context)
        .map(value -> context(value, target))
        .orElse(EncryptionContext.empty());
  }

  /** S3 sets the ARN pair itself; a client may repeat it, but not set another. */
  private EncryptionContext context(String value, ObjectRef target) {
    EncryptionContext given =
        ContextHeader.parse(value)
            .orElseThrow(
                () ->
                    invalid(
                        "The header must hold base64 of a JSON object whose values are strings.",
                        context,
                        value));
    if (given.pairs().keySet().stream().anyMatch(name -> name.startsWith(RESERVED))) {
      throw invalid("The encryption context uses a reserved name.", context, value);
    }
    String arn = given.pairs().get(ARN_PAIR);
    if (arn == null) {
      return given;
    }
    if (!arn.equals(target.arn()) && !arn.equals(target.bucket().arn())) {
      throw invalid("The encryption context names another resource.", context, value);
    }
    Map<String, String> callers = new TreeMap<>(given.pairs());
    callers.remove(ARN_PAIR);
    return new EncryptionContext(callers);
  }

  private static ObjectStoreException invalid(String detail, String argument, String given) {
    return new ObjectStoreException(new RequestError.InvalidArgument(detail, argument, given));
  }
}
