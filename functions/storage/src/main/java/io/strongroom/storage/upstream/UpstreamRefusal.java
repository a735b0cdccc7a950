package io.strongroom.storage.upstream;

import java.io.IOException;
import java.util.regex.Pattern;

/** The store's own answer that it does not do what it was asked. */
final class UpstreamRefusal extends IOException {

  private static final long serialVersionUID = 1L;
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9.]{1,64}");

  /** What is to be done about a refusal. */
  enum Kind {
    /** The store has too much to do: later. */
    BUSY,
    /** The store fails: perhaps later. */
    FAILING,
    /** There is no such blob. */
    ABSENT,
    /** There is such a blob already. */
    EXISTS,
    /** There is no such multipart upload any more. */
    NO_UPLOAD,
    /** The clocks differ. */
    SKEWED,
    /** The store does not offer the operation. */
    NOT_OFFERED,
    /** The store has no room. */
    FULL,
    /** Credentials, rights, region, bucket: nothing helps but somebody who sees to it. */
    MISCONFIGURED
  }

  private final int status;
  private final String code;

  /**
   * @param code as the store gave it; what is no code is left out, since it comes into the log
   */
  UpstreamRefusal(int status, String code) {
    super("status " + status + (CODE.matcher(code).matches() ? ", " + code : ""));
    this.status = status;
    this.code = code;
  }

  Kind kind() {
    return switch (code) {
      case "SlowDown", "RequestLimitExceeded", "TooManyRequests", "ServiceUnavailable" -> Kind.BUSY;
      case "RequestTimeTooSkewed" -> Kind.SKEWED;
      case "NoSuchKey" -> Kind.ABSENT;
      case "PreconditionFailed" -> Kind.EXISTS;
      case "NoSuchUpload" -> Kind.NO_UPLOAD;
      case "NoSuchBucket" -> Kind.MISCONFIGURED;
      case "NotImplemented" -> Kind.NOT_OFFERED;
      case "QuotaExceeded", "XMinioStorageFull", "EntityTooLarge" -> Kind.FULL;
      // The second names a write that meets another one of the same name.
      case "InternalError", "ConditionalRequestConflict", "RequestTimeout", "OperationAborted" ->
          Kind.FAILING;
      default -> byStatus();
    };
  }

  private Kind byStatus() {
    return switch (status) {
      case 429, 503 -> Kind.BUSY;
      case 404 -> Kind.ABSENT;
      case 412 -> Kind.EXISTS;
      case 501 -> Kind.NOT_OFFERED;
      case 413, 507 -> Kind.FULL;
      case 408, 500, 502, 504 -> Kind.FAILING;
      default -> Kind.MISCONFIGURED;
    };
  }

  int status() {
    return status;
  }

  /** Whether the same request may succeed in a moment. */
  boolean passes() {
    return switch (kind()) {
      case BUSY, FAILING, SKEWED -> true;
      case ABSENT, EXISTS, NO_UPLOAD, NOT_OFFERED, FULL, MISCONFIGURED -> false;
    };
  }
}
