package io.strongroom.function.putobject;

import io.strongroom.domain.bucket.AuthorizedBuckets;
import io.strongroom.domain.encryption.KeyService;
import io.strongroom.domain.encryption.SealingKeys;
import io.strongroom.domain.encryption.ServiceKeys;
import io.strongroom.domain.encryption.UploadEnvelopes;
import io.strongroom.domain.multipart.AbortMultipartUpload;
import io.strongroom.domain.multipart.AuthorizedUploads;
import io.strongroom.domain.multipart.CompleteMultipartUpload;
import io.strongroom.domain.multipart.CreateMultipartUpload;
import io.strongroom.domain.multipart.ListParts;
import io.strongroom.domain.multipart.PartSealer;
import io.strongroom.domain.multipart.UploadPart;
import io.strongroom.domain.object.ObjectWriter;
import io.strongroom.domain.object.PutObject;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Uploads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The operations of this function. */
final class PutObjectOperations {

  @Produces
  @Singleton
  PutObject putObject(
      AuthorizedBuckets buckets, SealingKeys keys, ObjectWriter writer, Objects objects) {
    return new PutObject(buckets, keys, writer, objects);
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
