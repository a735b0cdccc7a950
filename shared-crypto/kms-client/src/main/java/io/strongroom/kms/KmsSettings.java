package io.strongroom.kms;

import io.strongroom.kms.aws.AwsKmsSettings;
import io.strongroom.kms.bucketkey.BucketKeySettings;
import io.strongroom.kms.resilience.ResilienceSettings;

/**
 * Everything the KMS client can be told.
 *
 * @param aws where the service is
 * @param resilience retries, times and limits around it
 * @param bucketKeys how long bucket keys are used
 */
public record KmsSettings(
    AwsKmsSettings aws, ResilienceSettings resilience, BucketKeySettings bucketKeys) {

  /** The given service with the defaults for everything around it. */
  public static KmsSettings aws(AwsKmsSettings aws) {
    return new KmsSettings(aws, ResilienceSettings.interactive("aws"), BucketKeySettings.DEFAULT);
  }
}
