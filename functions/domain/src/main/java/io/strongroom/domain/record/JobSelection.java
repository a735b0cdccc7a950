package io.strongroom.domain.record;

import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionMode;
import io.strongroom.domain.name.BucketName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which versions a job works on: those of its account's buckets that everything here is true of.
 *
 * @param key canonical name of the KMS key that wraps them
 * @param bucket empty for all buckets of the account
 * @param prefix of their keys
 */
public record JobSelection(
    Optional<KmsKeyId> key, Optional<BucketName> bucket, String prefix, Traits traits) {

  /** The same under another key's name. */
  public JobSelection under(Optional<KmsKeyId> canonical) {
    return new JobSelection(canonical, bucket, prefix, traits);
  }

  /** The same of other traits. */
  public JobSelection of(Traits others) {
    return new JobSelection(key, bucket, prefix, others);
  }

  /** Of those, what was written before a moment. */
  public JobSelection writtenBefore(Instant moment) {
    Optional<Instant> earlier = traits.writtenBefore().filter(at -> at.isBefore(moment));
    return of(
        new Traits(
            traits.mode(),
            traits.cipher(),
            earlier.or(() -> Optional.of(moment)),
            traits.tags(),
            traits.listing()));
  }

  /**
   * What versions are like.
   *
   * @param writtenBefore exclusive
   * @param tags all of which a version has
   * @param listing on which a version stands; empty for no list
   */
  public record Traits(
      Optional<EncryptionMode> mode,
      Optional<DataCipher> cipher,
      Optional<Instant> writtenBefore,
      List<Tag> tags,
      Optional<Listing> listing) {

    /** Of any kind, and on no list. */
    public static final Traits ANY =
        new Traits(
            Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    public Traits {
      tags = List.copyOf(tags);
    }

    /** The same of one mode. */
    public Traits of(EncryptionMode other) {
      return new Traits(Optional.of(other), cipher, writtenBefore, tags, listing);
    }

    /** The same, of what stands on a list. */
    public Traits on(Listing list) {
      return new Traits(mode, cipher, writtenBefore, tags, Optional.of(list));
    }
  }

  /**
   * A list of versions that was stored for one job.
   *
   * @param missing how many of its entries name nothing that is there
   */
  public record Listing(String id, long missing) {}
}
