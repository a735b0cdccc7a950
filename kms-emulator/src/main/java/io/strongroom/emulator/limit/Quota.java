package io.strongroom.emulator.limit;

import io.strongroom.crypto.name.Region;
import java.util.Optional;

/**
 * A request quota, and AWS's default for it in requests per second (AWS KMS Developer Guide,
 * "Request quotas"). Cryptographic operations draw on one quota together, and so do the groups of
 * Huawei DEW; each other operation of AWS's API has its own.
 */
public enum Quota {
  SYMMETRIC(10_000),
  RSA(1_000),
  ELLIPTIC(1_000),
  LATTICE(1_000),
  PAIR_ELLIPTIC(100),
  PAIR_RSA_2048(20),
  PAIR_RSA_3072(4),
  PAIR_RSA_4096(1),
  PAIR_SM2(25),
  DESCRIBE(2_000),
  LIST_TAGS(2_000),
  READ_POLICY(1_000),
  READ_ROTATION(1_000),
  LIST_KEYS(500),
  LIST_ALIASES(500),
  LIST_OF_KEY(100),
  GRANTS(50),
  CHANGE_15(15),
  TAG(10),
  CHANGE_5(5),
  IMPORT_PARAMETERS(1),
  /** Huawei DEW, API overview: create, enable, disable, schedule, cancel, alias, description. */
  DEW_LIFECYCLE(20),
  /** Huawei DEW, API overview: data keys and random numbers. */
  DEW_DATA_KEY(800),
  /** Open Telekom Cloud, API limits: describe and the like. */
  DEW_READ(1_000),
  /** As {@link #DEW_LIFECYCLE}, for all users together. */
  DEW_LIFECYCLE_ALL(100),
  /** As {@link #DEW_DATA_KEY}, for all users together. */
  DEW_DATA_KEY_ALL(1_000);

  private final double defaultRate;

  Quota(double defaultRate) {
    this.defaultRate = defaultRate;
  }

  /** The quota that all users draw on together, where there is one. */
  public Optional<Quota> ofAllUsers() {
    return switch (this) {
      case DEW_LIFECYCLE -> Optional.of(DEW_LIFECYCLE_ALL);
      case DEW_DATA_KEY -> Optional.of(DEW_DATA_KEY_ALL);
      case SYMMETRIC,
          RSA,
          ELLIPTIC,
          LATTICE,
          PAIR_ELLIPTIC,
          PAIR_RSA_2048,
          PAIR_RSA_3072,
          PAIR_RSA_4096,
          PAIR_SM2,
          DESCRIBE,
          LIST_TAGS,
          READ_POLICY,
          READ_ROTATION,
          LIST_KEYS,
          LIST_ALIASES,
          LIST_OF_KEY,
          GRANTS,
          CHANGE_15,
          TAG,
          CHANGE_5,
          IMPORT_PARAMETERS,
          DEW_READ,
          DEW_LIFECYCLE_ALL,
          DEW_DATA_KEY_ALL ->
          Optional.empty();
    };
  }

  /** Whether all operations of this quota draw on one bucket. */
  public boolean isShared() {
    return switch (this) {
      case SYMMETRIC,
          RSA,
          ELLIPTIC,
          LATTICE,
          PAIR_ELLIPTIC,
          PAIR_RSA_2048,
          PAIR_RSA_3072,
          PAIR_RSA_4096,
          PAIR_SM2,
          DEW_LIFECYCLE,
          DEW_DATA_KEY,
          DEW_LIFECYCLE_ALL,
          DEW_DATA_KEY_ALL ->
          true;
      case DESCRIBE,
          LIST_TAGS,
          READ_POLICY,
          READ_ROTATION,
          LIST_KEYS,
          LIST_ALIASES,
          LIST_OF_KEY,
          GRANTS,
          CHANGE_15,
          TAG,
          CHANGE_5,
          IMPORT_PARAMETERS,
          DEW_READ ->
          false;
    };
  }

  /** Requests per second in a region unless something else is set. */
  public double defaultRate(Region region) {
    return this == SYMMETRIC ? defaultRate * symmetricFactor(region) : defaultRate;
  }

  // AWS KMS Developer Guide, "Request quotas": the large regions are given more.
  private static int symmetricFactor(Region region) {
    return switch (region.value()) {
      case "us-east-1", "us-west-2", "eu-west-1" -> 10;
      case "us-east-2",
          "ap-southeast-1",
          "ap-southeast-2",
          "ap-northeast-1",
          "eu-central-1",
          "eu-west-2" ->
          2;
      default -> 1;
    };
  }
}
