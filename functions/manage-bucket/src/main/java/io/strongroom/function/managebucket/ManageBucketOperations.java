package io.strongroom.function.managebucket;

import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.envelope.DefaultKeys;
import io.strongroom.domain.operation.CreateBucket;
import io.strongroom.domain.operation.DeleteBucket;
import io.strongroom.domain.operation.DeleteObject;
import io.strongroom.domain.operation.DeleteObjects;
import io.strongroom.domain.operation.HeadBucket;
import io.strongroom.domain.operation.ListBuckets;
import io.strongroom.domain.operation.ListMultipartUploads;
import io.strongroom.domain.operation.ListObjects;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Uploads;
import io.strongroom.runtime.config.StrongroomConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The operations of this function. */
final class ManageBucketOperations {

  @Produces
  @Singleton
  CreateBucket createBucket(
      Buckets buckets, DefaultKeys keys, StrongroomConfig config, InstantSource clock) {
    return new CreateBucket(buckets, keys, config.region(), clock);
  }

  @Produces
  @Singleton
  HeadBucket headBucket(AuthorizedBuckets authorized) {
    return new HeadBucket(authorized);
  }

  @Produces
  @Singleton
  DeleteBucket deleteBucket(AuthorizedBuckets authorized, Buckets buckets) {
    return new DeleteBucket(authorized, buckets);
  }

  @Produces
  @Singleton
  ListBuckets listBuckets(Buckets buckets) {
    return new ListBuckets(buckets);
  }

  @Produces
  @Singleton
  ListObjects listObjects(AuthorizedBuckets buckets, Objects objects) {
    return new ListObjects(buckets, objects);
  }

  @Produces
  @Singleton
  ListMultipartUploads listMultipartUploads(AuthorizedBuckets buckets, Uploads uploads) {
    return new ListMultipartUploads(buckets, uploads);
  }

  @Produces
  @Singleton
  DeleteObject deleteObject(AuthorizedBuckets buckets, Objects objects) {
    return new DeleteObject(buckets, objects);
  }

  @Produces
  @Singleton
  DeleteObjects deleteObjects(AuthorizedBuckets buckets, Objects objects) {
    return new DeleteObjects(buckets, objects);
  }
}
