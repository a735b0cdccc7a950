package io.strongroom.protocol.query;

import io.strongroom.protocol.refusal.RefusedRequest;

/** Why a call was refused. An expected answer, so without a stack trace. */
public final class QueryRefused extends RefusedRequest {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  QueryRefused(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static QueryRefused invalid(String message) {
    return new QueryRefused(400, "ValidationError", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
