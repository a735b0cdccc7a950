package io.strongroom.domain.encryption;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import java.util.Optional;

/**
 * What is so of an object because of the rules it was written by, each fact on its own. A dialect
 * states them; nothing here asks which dialect it was.
 *
 * @param managed which key SSE-KMS is under when the writer names none
 * @param unasked what encrypts an object when neither its writer nor its bucket says anything
 * @param etags where entity tags come from
 * @param leastPartBytes of a part that is not the last
 * @param defaultChecksum what a copied part gets when nobody asks for one
 */
public record WriteRules(
    ManagedKey managed,
    EncryptionSettings unasked,
    ETagSources etags,
    long leastPartBytes,
    Optional<ChecksumAlgorithm> defaultChecksum) {

  /** Each service has a key of its own for those who name none. */
  public enum ManagedKey {
    OF_S3,
    OF_OBS
  }

  /**
   * By mode. What is not encrypted for its reader is tagged by its plaintext everywhere.
   *
   * @param serviceManaged SSE-S3, SSE-OBS
   * @param kmsManaged SSE-KMS
   * @param customerProvided SSE-C
   */
  public record ETagSources(
      ETagSource serviceManaged, ETagSource kmsManaged, ETagSource customerProvided) {}

  /** Where the tag of an object that is so encrypted comes from. */
  public ETagSource etagSource(EncryptionDescription description) {
    return switch (description) {
      case EncryptionDescription.Unencrypted _ -> ETagSource.PLAINTEXT_MD5;
      case EncryptionDescription.ServiceManaged _ -> etags.serviceManaged();
      case EncryptionDescription.KmsManaged _ -> etags.kmsManaged();
      case EncryptionDescription.CustomerProvided _ -> etags.customerProvided();
    };
  }

  /** As {@link #etagSource(EncryptionDescription)}, of one that is going to be. */
  public ETagSource etagSource(EncryptionSettings settings) {
    return switch (settings) {
      case EncryptionSettings.Unencrypted _ -> ETagSource.PLAINTEXT_MD5;
      case EncryptionSettings.ServiceManaged _ -> etags.serviceManaged();
      case EncryptionSettings.KmsManaged _ -> etags.kmsManaged();
      case EncryptionSettings.CustomerProvided _ -> etags.customerProvided();
    };
  }

  /** What an upload that is so encrypted keeps of these rules for its parts. */
  public PartRules forParts(EncryptionDescription description) {
    return new PartRules(etagSource(description), leastPartBytes, defaultChecksum);
  }

  /**
   * The rules that parts of one upload are written by.
   *
   * @param etags where the parts' entity tags come from
   * @param leastBytes of a part that is not the last
   * @param defaultChecksum what a copied part gets when nobody asks for one
   */
  public record PartRules(
      ETagSource etags, long leastBytes, Optional<ChecksumAlgorithm> defaultChecksum) {}
}
