package io.strongroom.policy;

/** Whose language a policy is written in. */
public enum PolicyForm {
  /** AWS: ARNs, actions with a vendor. */
  AWS,
  /** Bucket policies of OBS: bare actions and resources, {@code domain/…} principals. */
  OBS,
  /** Identity policies of Huawei's IAM: {@code obs:object:GetObject}. */
  HUAWEI_IAM
}
