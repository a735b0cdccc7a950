package io.strongroom.emulator.intake;

import java.util.Map;

/**
 * Why a request is refused before a dialect looks at it.
 *
 * <p>AWS's and Huawei's references name most of these: {@code SerializationException} and {@code
 * RequestEntityTooLargeException} of AWS's JSON services, APIGW.0201 of Huawei's gateway, KMS.0104
 * of DEW (status 503).
 */
public enum Rejection {
  MALFORMED(400, "SerializationException", "APIGW.0201", "The request is malformed."),
  TOO_SLOW(408, "RequestTimeoutException", "APIGW.0201", "The request came too slowly."),
  TOO_LARGE(413, "RequestEntityTooLargeException", "APIGW.0201", "The request is too large."),
  FOREIGN_HOST(421, "AccessDeniedException", "APIGW.0201", "The request is for another host."),
  BUSY(503, "ServiceUnavailableException", "KMS.0104", "The service is busy. Try again.");

  private final int status;
  private final String awsType;
  private final String dewCode;
  private final String text;

  Rejection(int status, String awsType, String dewCode, String text) {
    this.status = status;
    this.awsType = awsType;
    this.dewCode = dewCode;
    this.text = text;
  }

  public int status() {
    return status;
  }

  /** The error's name in the AWS dialect. */
  public String awsType() {
    return awsType;
  }

  /** The error's code in the DEW dialect. */
  public String dewCode() {
    return dewCode;
  }

  /** What the caller is told. */
  public String text() {
    return text;
  }

  /** Headers that go with it. */
  public Map<String, String> headers() {
    return this == BUSY ? Map.of("Retry-After", "1") : Map.of();
  }

  /** Whether what follows on the connection cannot be trusted or waited for. */
  public boolean endsConnection() {
    return switch (this) {
      case MALFORMED, TOO_SLOW, TOO_LARGE, FOREIGN_HOST -> true;
      case BUSY -> false;
    };
  }
}
