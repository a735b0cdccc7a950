package io.strongroom.protocol.http.sse;

import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.Vocabulary;
import java.util.Optional;

/**
 * What a request's headers say about encryption, checked in the order that clients can observe.
 * Immutable. The receiver of a {@link CustomerKey} closes it.
 *
 * <p>Source: S3 API reference, "PutObject", "GetObject", "UploadPart"; OBS API reference,
 * "Server-Side Encryption".
 */
public final class EncryptionHeaders {

  private final Vocabulary words;
  private final CustomerKeyHeaders customerKey;
  private final CustomerKeyHeaders copySourceKey;
  private final KmsHeaders kms;

  public EncryptionHeaders(Vocabulary words) {
    this.words = words;
    this.customerKey =
        new CustomerKeyHeaders(
            words.header("server-side-encryption-customer-"), words.encryptionHeader());
    this.copySourceKey =
        new CustomerKeyHeaders(
            words.header("copy-source-server-side-encryption-customer-"), words.encryptionHeader());
    this.kms = new KmsHeaders(words);
  }

  /**
   * For operations that make an object: PutObject, CopyObject, CreateMultipartUpload; and for
   * CompleteMultipartUpload, which may repeat what the upload was created with.
   *
   * @param target the object to be made, whose ARN the encryption context may name
   * @throws ObjectStoreException InvalidArgument, InvalidEncryptionAlgorithm
   */
  public EncryptionRequest ofWrite(Headers headers, ObjectRef target) {
    Optional<String> algorithm = algorithm(headers);
    if (customerKey.anyIn(headers)) {
      if (algorithm.isPresent() || kms.anyIn(headers)) {
        throw invalid(
            "Server Side Encryption with Customer provided key is incompatible with the encryption"
                + " method specified",
            algorithm.orElse(""));
      }
      return new EncryptionRequest.CustomerProvided(
          customerKey.forWrite(headers).orElseThrow(IllegalStateException::new));
    }
    if (algorithm.isEmpty()) {
      kms.requireNone(headers);
      return new EncryptionRequest.BucketDefault();
    }
    return ofAlgorithm(algorithm.get(), headers, target);
  }

  /**
   * For GetObject and HeadObject.
   *
   * @throws ObjectStoreException InvalidArgument, InvalidEncryptionAlgorithm
   */
  public Optional<CustomerKey> ofRead(Headers headers) {
    refuseEncryptionHeader(headers);
    return customerKey.forRead(headers);
  }

  /**
   * For operations on a running upload, whose encryption is settled: UploadPart, UploadPartCopy.
   *
   * @throws ObjectStoreException InvalidArgument, InvalidEncryptionAlgorithm
   */
  public Optional<CustomerKey> ofPart(Headers headers) {
    refuseEncryptionHeader(headers);
    return customerKey.forWrite(headers);
  }

  /**
   * The key of a copy's source.
   *
   * @throws ObjectStoreException InvalidArgument, InvalidEncryptionAlgorithm
   */
  public Optional<CustomerKey> ofCopySource(Headers headers) {
    return copySourceKey.forRead(headers);
  }

  private EncryptionRequest ofAlgorithm(String algorithm, Headers headers, ObjectRef target) {
    if (algorithm.equals(words.kms().algorithm())) {
      return kms.parse(headers, target);
    }
    if (algorithm.equals("AES256")) {
      kms.requireNone(headers);
      return new EncryptionRequest.ServiceManaged();
    }
    if (words.kms().twice().filter(algorithm::equals).isPresent()) {
      return kms.parseTwice(headers, target);
    }
    throw invalid("The encryption method specified is not supported", algorithm);
  }

  private void refuseEncryptionHeader(Headers headers) {
    algorithm(headers)
        .ifPresent(
            value -> {
              throw invalid(
                  words.encryptionHeader() + " header is not supported for this operation.", value);
            });
  }

  private Optional<String> algorithm(Headers headers) {
    return SingleHeaders.value(headers, words.encryptionHeader());
  }

  private ObjectStoreException invalid(String detail, String given) {
    return new ObjectStoreException(
        new RequestError.InvalidArgument(detail, words.encryptionHeader(), given));
  }
}
