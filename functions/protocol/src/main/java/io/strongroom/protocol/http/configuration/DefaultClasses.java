package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.protocol.http.StorageClasses;
import java.util.Optional;
import java.util.Set;

/**
 * The class of new objects in a bucket, which is a thing of OBS that its SDKs set in both dialects.
 *
 * <p>Source: "Configuring Storage Class for a Bucket", OBS API reference.
 */
public final class DefaultClasses {

  /** OBS: what a bucket can be of, under S3's names. */
  private static final Set<String> OF_BUCKETS =
      Set.of("STANDARD", "STANDARD_IA", "GLACIER", "DEEP_ARCHIVE");

  private DefaultClasses() {}

  /**
   * What a document or a header wants.
   *
   * @throws ObjectStoreException InvalidDefaultStorageClass
   */
  public static Optional<BucketSetting> wanted(String given, StorageClasses names) {
    String kept =
        names
            .kept(given)
            .filter(OF_BUCKETS::contains)
            .orElseThrow(
                () -> new ObjectStoreException(new RequestError.InvalidDefaultStorageClass(given)));
    return Optional.of(
        new BucketSetting.StorageClass(
            Optional.of(kept).filter(name -> !name.equals(ObjectMetadata.STANDARD))));
  }
}
