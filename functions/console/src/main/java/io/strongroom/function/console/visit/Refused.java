package io.strongroom.function.console.visit;

import java.io.Serial;

/** Something was not done; whoever asked is told so. Has no stack trace: it is an answer. */
public final class Refused extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String requestId;

  /**
   * @param code the word by which clients know it
   * @param message a sentence
   * @param requestId empty where no operation was asked for
   */
  public Refused(int status, String code, String message, String requestId) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.requestId = requestId;
  }

  /** The browser asked for something that no page of this console asks for. */
  public static Refused badRequest(String message) {
    return new Refused(400, "BadRequest", message, "");
  }

  /** There is no such page. */
  public static Refused noPage() {
    return new Refused(404, "NotFound", "There is no such page.", "");
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /** A sentence. */
  public String message() {
    String message = getMessage();
    return message == null ? code : message;
  }

  public String requestId() {
    return requestId;
  }

  /** Whether the key may not be used any more, so that its session is over. */
  public boolean endsSession() {
    return code.equals("InvalidAccessKeyId")
        || code.equals("ExpiredToken")
        || code.equals("InvalidToken");
  }

  /** Whether it is about what somebody may do. */
  public boolean isDenial() {
    return status == 403;
  }
}
