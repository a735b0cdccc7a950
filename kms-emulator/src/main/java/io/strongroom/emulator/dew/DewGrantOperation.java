package io.strongroom.emulator.dew;

import java.util.Arrays;
import java.util.Optional;

/** What a grant can permit, in both dialects' names. */
enum DewGrantOperation {
  CREATE_DATA_KEY("create-datakey", "GenerateDataKey"),
  CREATE_DATA_KEY_WITHOUT_PLAINTEXT(
      "create-datakey-without-plaintext", "GenerateDataKeyWithoutPlaintext"),
  ENCRYPT_DATA_KEY("encrypt-datakey", "Encrypt"),
  DECRYPT_DATA_KEY("decrypt-datakey", "Decrypt"),
  ENCRYPT_DATA("encrypt-data", "Encrypt"),
  DECRYPT_DATA("decrypt-data", "Decrypt"),
  DESCRIBE_KEY("describe-key", "DescribeKey"),
  CREATE_GRANT("create-grant", "CreateGrant"),
  RETIRE_GRANT("retire-grant", "RetireGrant");

  private final String dewName;
  private final String awsName;

  DewGrantOperation(String dewName, String awsName) {
    this.dewName = dewName;
    this.awsName = awsName;
  }

  String dewName() {
    return dewName;
  }

  String awsName() {
    return awsName;
  }

  static Optional<DewGrantOperation> ofDew(String name) {
    return Arrays.stream(values()).filter(op -> op.dewName.equals(name)).findFirst();
  }

  static Optional<DewGrantOperation> ofAws(String name) {
    return Arrays.stream(values()).filter(op -> op.awsName.equals(name)).findFirst();
  }
}
