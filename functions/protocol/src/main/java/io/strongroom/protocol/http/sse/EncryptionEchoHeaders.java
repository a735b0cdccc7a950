package io.strongroom.protocol.http.sse;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.KmsKeyNames;
import io.strongroom.protocol.http.Vocabulary;

/**
 * What an answer says about encryption. Immutable.
 *
 * <p>Source: S3 API reference, response headers of "PutObject" and "GetObject"; OBS API reference,
 * the same.
 */
public final class EncryptionEchoHeaders {

  private final Vocabulary words;

  public EncryptionEchoHeaders(Vocabulary words) {
    this.words = words;
  }

  /** Adds the headers that every operation on an object answers with. */
  public Headers add(Headers headers, EncryptionEcho echo) {
    return switch (echo.description()) {
      case EncryptionDescription.Unencrypted() -> headers;
      case EncryptionDescription.ServiceManaged() ->
          headers.and(words.encryptionHeader(), "AES256");
      case EncryptionDescription.KmsManaged kms -> addKms(headers, kms);
      case EncryptionDescription.CustomerProvided() ->
          echo.customerKeyMd5().map(md5 -> addCustomerKey(headers, md5)).orElse(headers);
    };
  }

  /** As {@link #add}, and the caller's encryption context, which only writes answer with. */
  public Headers addWithContext(Headers headers, EncryptionEcho echo) {
    Headers added = add(headers, echo);
    return switch (echo.description()) {
      case EncryptionDescription.KmsManaged(
              String _,
              EncryptionContext context,
              boolean _,
              DataCipher _)
          when !context.pairs().isEmpty() ->
          added.and(words.header("server-side-encryption-context"), ContextHeader.render(context));
      case EncryptionDescription.KmsManaged _,
          EncryptionDescription.Unencrypted _,
          EncryptionDescription.ServiceManaged _,
          EncryptionDescription.CustomerProvided _ ->
          added;
    };
  }

  private Headers addKms(Headers headers, EncryptionDescription.KmsManaged kms) {
    Headers added =
        headers
            .and(words.encryptionHeader(), words.kmsAlgorithm())
            .and(
                words.header(words.kmsKeyIdHeader()),
                KmsKeyNames.toWire(kms.keyId(), words.keyIdForm()));
    if (kms.bucketKey()) {
      added = added.and(words.header("server-side-encryption-bucket-key-enabled"), "true");
    }
    return switch (kms.cipher()) {
      case AES_256 -> added;
      case SM4 -> added.and(words.header("server-side-data-encryption"), "SM4");
    };
  }

  private Headers addCustomerKey(Headers headers, String keyMd5) {
    return headers
        .and(words.header("server-side-encryption-customer-algorithm"), "AES256")
        .and(words.header("server-side-encryption-customer-key-md5"), keyMd5);
  }
}
