package io.strongroom.protocol.domains;

import io.strongroom.protocol.refusal.RefusedRequest;

/** Why a call was refused. An expected answer, so without a stack trace. */
final class DomainRefused extends RefusedRequest {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private DomainRefused(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static DomainRefused invalid(String member) {
    return new DomainRefused(400, "IAM.0007", "Request parameter " + member + " is invalid.");
  }

  static DomainRefused notOffered(String what) {
    return new DomainRefused(400, "IAM.0007", "This service does not offer " + what + ".");
  }

  static DomainRefused noBody() {
    return new DomainRefused(400, "IAM.0011", "Request body is invalid.");
  }

  static DomainRefused tooLong() {
    return new DomainRefused(413, "IAM.0011", "The request is too long.");
  }

  static DomainRefused noSuchPath(String path) {
    return new DomainRefused(404, "IAM.0004", "This service does not offer " + path + ".");
  }

  static DomainRefused insecure() {
    return new DomainRefused(
        403, "IAM.0003", "Secrets are given out over secure connections only.");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
