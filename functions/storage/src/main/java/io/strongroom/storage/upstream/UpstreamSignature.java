package io.strongroom.storage.upstream;

/** How requests to the store are signed, and which words its headers begin with. */
public enum UpstreamSignature {
  /** AWS Signature Version 4, which all stores that speak S3 take, OBS among them. */
  V4("x-amz-"),
  /** Huawei OBS's own, for endpoints and accounts that take nothing else. */
  OBS("x-obs-");

  private final String prefix;

  UpstreamSignature(String prefix) {
    this.prefix = prefix;
  }

  /** What headers of the store's own begin with. */
  String prefix() {
    return prefix;
  }
}
