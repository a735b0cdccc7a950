package io.strongroom.function.copyobject;

import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.access.AuthorizedUploads;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.content.ObjectWriter;
import io.strongroom.domain.content.PartSealer;
import io.strongroom.domain.content.Rewrapper;
import io.strongroom.domain.envelope.SealingKeys;
import io.strongroom.domain.operation.CopyObject;
import io.strongroom.domain.operation.CopySource;
import io.strongroom.domain.operation.UpdateObjectEncryption;
import io.strongroom.domain.operation.UploadPartCopy;
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
      StoredObjects stored, Rewrapper rewrapper, Objects objects) {
    return new UpdateObjectEncryption(stored, rewrapper, objects);
  }
}
