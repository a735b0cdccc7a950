package io.strongroom.domain.caller;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a request beside who made it and what it asks. From typed sources: nothing here
 * is a header that a client could name at will.
 *
 * @param address of the client's connection, as the connection itself or a trusted router says
 * @param contentHash as the sender says, be it a hash or that there is none
 */
public record CallFacts(
    Optional<String> address,
    Optional<String> userAgent,
    Optional<String> referer,
    Optional<String> contentHash,
    Optional<Signing> signing,
    Expected expected) {

  /**
   * How a request was signed.
   *
   * @param type {@code REST-HEADER}, {@code REST-QUERY-STRING} or {@code POST}
   * @param version {@code AWS4-HMAC-SHA256} or {@code AWS}
   * @param at when it was signed, where the signature says so
   * @param accessKeyId with which
   */
  public record Signing(String type, String version, Optional<Instant> at, String accessKeyId) {}

  /**
   * Whose buckets the sender takes them for; anybody's where nothing is said.
   *
   * @param owner of the bucket that the request is for
   * @param sourceOwner of the bucket that it copies from
   */
  public record Expected(Optional<String> owner, Optional<String> sourceOwner) {

    /** Nothing is said. */
    public static final Expected ANYBODY = new Expected(Optional.empty(), Optional.empty());
  }

  private static final CallFacts NONE =
      new CallFacts(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Expected.ANYBODY);

  /** Nothing is known. */
  public static CallFacts none() {
    return NONE;
  }

  /** These facts of a request that was signed. */
  public CallFacts signed(Signing how) {
    return new CallFacts(address, userAgent, referer, contentHash, Optional.of(how), expected);
  }

  /** These facts, with what the sender expects. */
  public CallFacts expecting(Expected owners) {
    return new CallFacts(address, userAgent, referer, contentHash, signing, owners);
  }
}
