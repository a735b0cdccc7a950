package io.strongroom.protocol.obs;

import io.strongroom.domain.encryption.ETagSource;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.protocol.http.KmsKeyNames;
import io.strongroom.protocol.http.Vocabulary;
import java.util.Optional;

/** The OBS dialect's words. */
public final class ObsVocabulary {

  /** OBS: at most 8 KB of user metadata. */
  private static final int METADATA_LIMIT = 8192;

  private static final long LEAST_PART_BYTES = 100L << 10;

  private static final Vocabulary WORDS =
      new Vocabulary(
          "x-obs-",
          new Vocabulary.KmsWords(
              "kms",
              Optional.empty(),
              "KMS",
              "server-side-encryption-kms-key-id",
              KmsKeyNames.Form.REGION_ACCOUNT_KEY),
          ObsVocabulary.rules(),
          true,
          false,
          "http://obs.myhwclouds.com/doc/2015-06-30/",
          METADATA_LIMIT);

  private ObsVocabulary() {}

  /** OBS: not encrypted unless asked; tags are the MD5 of what is stored; parts have 100 KB. */
  public static WriteRules rules() {
    return new WriteRules(
        WriteRules.ManagedKey.OF_OBS,
        new EncryptionSettings.Unencrypted(),
        new WriteRules.ETagSources(
            ETagSource.SEALED_MD5, ETagSource.SEALED_MD5, ETagSource.SEALED_MD5),
        LEAST_PART_BYTES,
        Optional.empty());
  }

  public static Vocabulary words() {
    return WORDS;
  }
}
