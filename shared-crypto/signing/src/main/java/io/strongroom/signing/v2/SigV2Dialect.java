package io.strongroom.signing.v2;

import io.strongroom.signing.SignatureScheme;

/** What tells the two members of the family apart. */
public enum SigV2Dialect {
  /** {@code AWS}, {@code x-amz-}, {@code AWSAccessKeyId}. */
  AWS(
      "AWS",
      "x-amz-",
      "AWSAccessKeyId",
      SignatureScheme.AWS_V2_HEADER,
      SignatureScheme.AWS_V2_QUERY),
  /** {@code OBS}, {@code x-obs-}, {@code AccessKeyId}. */
  OBS("OBS", "x-obs-", "AccessKeyId", SignatureScheme.OBS_HEADER, SignatureScheme.OBS_QUERY);

  private final String word;
  private final String prefix;
  private final String accessKeyParameter;
  private final SignatureScheme headerScheme;
  private final SignatureScheme queryScheme;

  SigV2Dialect(
      String word,
      String prefix,
      String accessKeyParameter,
      SignatureScheme headerScheme,
      SignatureScheme queryScheme) {
    this.word = word;
    this.prefix = prefix;
    this.accessKeyParameter = accessKeyParameter;
    this.headerScheme = headerScheme;
    this.queryScheme = queryScheme;
  }

  String word() {
    return word;
  }

  String prefix() {
    return prefix;
  }

  String dateHeader() {
    return prefix + "date";
  }

  String accessKeyParameter() {
    return accessKeyParameter;
  }

  SignatureScheme headerScheme() {
    return headerScheme;
  }

  SignatureScheme queryScheme() {
    return queryScheme;
  }
}
