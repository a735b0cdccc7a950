package io.strongroom.protocol.http.error;

import io.strongroom.protocol.http.Headers;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client is told about a failure. Immutable.
 *
 * @param code the word that clients switch on
 * @param message for people
 * @param details further elements of the document, in order
 * @param headers of this answer alone, as {@code retry-after}
 */
public record ErrorAnswer(
    int status, String code, String message, List<Detail> details, Headers headers) {

  public ErrorAnswer {
    details = List.copyOf(details);
  }

  /** An element of the error document beyond code and message. */
  public record Detail(String element, String value) {}

  public static ErrorAnswer of(int status, String code, String message) {
    return new ErrorAnswer(status, code, message, List.of(), Headers.none());
  }

  /** An answer of 400. */
  public static ErrorAnswer invalid(String code, String message) {
    return of(400, code, message);
  }

  /** A parameter has a value it cannot have; argument and value are left out when empty. */
  public static ErrorAnswer invalidArgument(String detail, String argument, String given) {
    return invalid("InvalidArgument", detail)
        .withIfPresent("ArgumentName", argument)
        .withIfPresent("ArgumentValue", given);
  }

  /** This answer under another code. */
  public ErrorAnswer called(String otherCode) {
    return new ErrorAnswer(status, otherCode, message, details, headers);
  }

  /** This answer with another status and code. */
  public ErrorAnswer called(int otherStatus, String otherCode) {
    return new ErrorAnswer(otherStatus, otherCode, message, details, headers);
  }

  /** This answer with one more element. */
  public ErrorAnswer with(String element, String value) {
    List<Detail> more = new ArrayList<>(details);
    more.add(new Detail(element, value));
    return new ErrorAnswer(status, code, message, more, headers);
  }

  /** This answer with one more element. */
  public ErrorAnswer with(String element, long value) {
    return with(element, Long.toString(value));
  }

  /** This answer with one more element, unless it would be empty. */
  public ErrorAnswer withIfPresent(String element, String value) {
    return value.isEmpty() ? this : with(element, value);
  }

  /** This answer with one more header. */
  public ErrorAnswer withHeader(String name, String value) {
    return new ErrorAnswer(status, code, message, details, headers.and(name, value));
  }

  /** The message as a header field may carry it: visible ASCII and blanks only. */
  public String messageAsHeader() {
    return message.replaceAll("[^\\x20-\\x7e]", "?");
  }

  /** Whether the answer may carry a document at all: a 304 must not. */
  boolean mayHaveBody() {
    return status != 304;
  }

  boolean names(String element) {
    return details.stream().anyMatch(detail -> detail.element().equals(element));
  }
}
