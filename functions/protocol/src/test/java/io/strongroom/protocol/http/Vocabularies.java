package io.strongroom.protocol.http;

import io.strongroom.protocol.obs.ObsVocabulary;
import io.strongroom.protocol.s3.S3Vocabulary;

/** The words of both dialects, for tests of what they share. */
public final class Vocabularies {

  public static final Vocabulary S3 = S3Vocabulary.words();
  public static final Vocabulary OBS = ObsVocabulary.words();

  public static final String S3_NAMESPACE = " xmlns=\"" + S3.xmlNamespace() + "\"";
  public static final String OBS_NAMESPACE = " xmlns=\"" + OBS.xmlNamespace() + "\"";

  private Vocabularies() {}
}
