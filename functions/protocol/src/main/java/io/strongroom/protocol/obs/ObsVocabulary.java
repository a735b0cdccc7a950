package io.strongroom.protocol.obs;

import io.strongroom.domain.name.ETagRule;
import io.strongroom.protocol.http.KmsKeyNames;
import io.strongroom.protocol.http.Vocabulary;

/** The OBS dialect's words. */
public final class ObsVocabulary {

  /** OBS: at most 8 KB of user metadata. */
  private static final int METADATA_LIMIT = 8192;

  private static final Vocabulary WORDS =
      new Vocabulary(
          "x-obs-",
          "kms",
          "KMS",
          "server-side-encryption-kms-key-id",
          KmsKeyNames.Form.REGION_ACCOUNT_KEY,
          ETagRule.OBS,
          false,
          "http://obs.myhwclouds.com/doc/2015-06-30/",
          METADATA_LIMIT);

  private ObsVocabulary() {}

  public static Vocabulary words() {
    return WORDS;
  }
}
