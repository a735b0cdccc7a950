package io.strongroom.function.copyobject;

import io.strongroom.domain.bucket.AuthorizedBuckets;
import io.strongroom.domain.encryption.SealingKeys;
import io.strongroom.domain.multipart.AuthorizedUploads;
import io.strongroom.domain.multipart.PartSealer;
import io.strongroom.domain.multipart.UploadPartCopy;
import io.strongroom.domain.object.CopyObject;
import io.strongroom.domain.object.CopySource;
import io.strongroom.domain.object.ObjectWriter;
import io.strongroom.domain.object.Rewrapper;
import io.strongroom.domain.object.StoredObjects;
import io.strongroom.domain.object.UpdateObjectEncryption;
import io.strongroom.domain.port.Objects;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The operations of this function. */
final class CopyObjectOperations {

  @Produces
  @Singleton
  CopyObject copyObject(
      AuthorizedBuckets buckets,
      SealingKeys keys,
      CopySource sources,
      ObjectWriter writer,
      Rewrapper rewrapper) {
    return new CopyObject(buckets, keys, sources, writer, rewrapper);
  }

  @Produces
  @Singleton
  UploadPartCopy uploadPartCopy(AuthorizedUploads uploads, CopySource sources, PartSealer sealer) {
    return new UploadPartCopy(uploads, sources, sealer);
  }

  @Produces
  @Singleton
  UpdateObjectEncryption updateObjectEncryption(
      AuthorizedBuckets buckets, StoredObjects stored, Rewrapper rewrapper, Objects objects) {
    return new UpdateObjectEncryption(buckets, stored, rewrapper, objects);
  }
}
