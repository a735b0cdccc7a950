package io.strongroom.function.putobject;

import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.access.AuthorizedUploads;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.content.ObjectWriter;
import io.strongroom.domain.content.PartSealer;
import io.strongroom.domain.envelope.KeyService;
import io.strongroom.domain.envelope.SealingKeys;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.domain.envelope.UploadEnvelopes;
import io.strongroom.domain.operation.AbortMultipartUpload;
import io.strongroom.domain.operation.CompleteMultipartUpload;
import io.strongroom.domain.operation.CreateMultipartUpload;
import io.strongroom.domain.operation.ListParts;
import io.strongroom.domain.operation.PutObject;
import io.strongroom.domain.operation.UploadPart;
import io.strongroom.domain.port.Uploads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The operations of this function. */
final class PutObjectOperations {

  @Produces
  @Singleton
  PutObject putObject(StoredObjects stored, SealingKeys keys, ObjectWriter writer) {
    return new PutObject(stored, keys, writer);
  }

  @Produces
  @Singleton
  UploadEnvelopes uploadEnvelopes(KeyService keyService, ServiceKeys keys) {
    return new UploadEnvelopes(keyService, keys);
  }

  @Produces
  @Singleton
  CreateMultipartUpload createMultipartUpload(
      AuthorizedBuckets buckets,
      SealingKeys keys,
      UploadEnvelopes envelopes,
      Uploads uploads,
      InstantSource clock) {
    return new CreateMultipartUpload(buckets, keys, envelopes, uploads, clock);
  }

  @Produces
  @Singleton
  UploadPart uploadPart(AuthorizedUploads uploads, PartSealer sealer) {
    return new UploadPart(uploads, sealer);
  }

  @Produces
  @Singleton
  CompleteMultipartUpload completeMultipartUpload(
      AuthorizedUploads authorized,
      UploadEnvelopes envelopes,
      Uploads uploads,
      InstantSource clock) {
    return new CompleteMultipartUpload(authorized, envelopes, uploads, clock);
  }

  @Produces
  @Singleton
  AbortMultipartUpload abortMultipartUpload(AuthorizedUploads authorized, Uploads uploads) {
    return new AbortMultipartUpload(authorized, uploads);
  }

  @Produces
  @Singleton
  ListParts listParts(AuthorizedUploads authorized, Uploads uploads) {
    return new ListParts(authorized, uploads);
  }
}
