package io.strongroom.domain.record;

import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;

/**
 * The keys of an upload, each wrapped for one use, so that no use needs a right it could abuse.
 *
 * @param object the envelope the completed object will have; nothing opens it before
 * @param parts the same data key for sealing parts: wrapped under a key whose context says that it
 *     is for uploads only, or under the customer key
 * @param metadata lets CompleteMultipartUpload authenticate the part manifest without the customer
 *     key, and opens no data
 */
public record UploadKeys(Envelope object, Envelope parts, ServiceWrap metadata) {

  /**
   * A key wrapped under a bucket key that the service's KMS key wraps.
   *
   * @param keyId KMS key that wraps the bucket key
   * @param bucketKey the wrapped bucket key
   * @param key the key of interest, wrapped under the bucket key
   */
  public record ServiceWrap(KmsKeyId keyId, WrappedKey bucketKey, WrappedKey key) {}
}
