package io.strongroom.emulator.server;

import io.strongroom.emulator.aws.AwsDialect;
import io.strongroom.emulator.dew.DewDialect;
import jakarta.inject.Singleton;

/** The APIs that this KMS has. */
@Singleton
final class KmsDialects {

  private final AwsDialect aws;
  private final DewDialect dew;

  KmsDialects(AwsDialect aws, DewDialect dew) {
    this.aws = aws;
    this.dew = dew;
  }

  AwsDialect aws() {
    return aws;
  }

  DewDialect dew() {
    return dew;
  }
}
