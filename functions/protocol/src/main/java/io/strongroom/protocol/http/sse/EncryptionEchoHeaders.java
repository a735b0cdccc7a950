package io.strongroom.protocol.http.sse;

import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.KmsKeyNames;
import io.strongroom.protocol.http.Vocabulary;
import java.util.Optional;

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

  /**
   * As {@link #add}, for the operations that settle an object's encryption: they also answer with
   * the caller's encryption context, and repeat the project that the request named.
   *
   * @param request headers of the request
   */
  public Headers addSettled(Headers headers, EncryptionEcho echo, Headers request) {
    Headers added = add(headers, echo);
    return switch (echo.description()) {
      case EncryptionDescription.KmsManaged kms -> addSettled(added, kms, request);
      case EncryptionDescription.Unencrypted _,
          EncryptionDescription.ServiceManaged _,
          EncryptionDescription.CustomerProvided _ ->
          added;
    };
  }

  private Headers addSettled(
      Headers headers, EncryptionDescription.KmsManaged kms, Headers request) {
    Headers added = headers;
    if (!kms.context().pairs().isEmpty()) {
      added =
          added.and(
              words.header("server-side-encryption-context"), ContextHeader.render(kms.context()));
    }
    String project = words.header("sse-kms-key-project-id");
    Optional<String> given = request.first(project);
    return given.isEmpty() ? added : added.and(project, given.get());
  }

  private Headers addKms(Headers headers, EncryptionDescription.KmsManaged kms) {
    Headers added =
        headers
            .and(words.encryptionHeader(), words.kms().algorithm(kms.cipher()))
            .and(
                words.kmsKeyIdHeader(),
                KmsKeyNames.toWire(kms.keyId().name(), words.kms().keyIdForm()));
    if (kms.bucketKey()) {
      added = added.and(words.header("server-side-encryption-bucket-key-enabled"), "true");
    }
    return switch (kms.cipher()) {
      case AES_256, AES_256_TWICE -> added;
      case SM4 -> added.and(words.header("server-side-data-encryption"), "SM4");
    };
  }

  private Headers addCustomerKey(Headers headers, String keyMd5) {
    return headers
        .and(words.header("server-side-encryption-customer-algorithm"), "AES256")
        .and(words.header("server-side-encryption-customer-key-md5"), keyMd5);
  }
}
