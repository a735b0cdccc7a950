package io.strongroom.domain.caller;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a request beside who made it and what it asks. From typed sources: nothing here
 * is a header that a client could name at will.
 *
 * @param address of the client's connection, as the connection itself or a trusted router says
 * @param said in headers that only writes have, and of the connection
 * @param contentHash as the sender says, be it a hash or that there is none
 */
public record CallFacts(
    Optional<String> address,
    Optional<String> userAgent,
    Optional<String> referer,
    Optional<String> contentHash,
    Optional<Signing> signing,
    Expected expected,
    Map<Said, String> said) {

  /** What the sender says in so many words, by the condition key that tells of it. */
  public enum Said {
    ACL("s3:x-amz-acl"),
    GRANT_FULL_CONTROL("s3:x-amz-grant-full-control"),
    GRANT_READ("s3:x-amz-grant-read"),
    GRANT_READ_ACP("s3:x-amz-grant-read-acp"),
    GRANT_WRITE("s3:x-amz-grant-write"),
    GRANT_WRITE_ACP("s3:x-amz-grant-write-acp"),
    METADATA_DIRECTIVE("s3:x-amz-metadata-directive"),
    STORAGE_CLASS("s3:x-amz-storage-class"),
    WEBSITE_REDIRECT("s3:x-amz-website-redirect-location"),
    OBJECT_OWNERSHIP("s3:x-amz-object-ownership"),
    /** Of the connection; empty where a router does not say. */
    TLS_VERSION("s3:TlsVersion");

    private final String key;

    Said(String key) {
      this.key = key;
    }

    /** The condition key. */
    public String key() {
      return key;
    }
  }

  public CallFacts {
    said = Map.copyOf(said);
  }

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
          Expected.ANYBODY,
          Map.of());

  /** Nothing is known. */
  public static CallFacts none() {
    return NONE;
  }

  /** These facts of a request that was signed. */
  public CallFacts signed(Signing how) {
    return new CallFacts(
        address, userAgent, referer, contentHash, Optional.of(how), expected, said);
  }

  /** These facts, with what the sender expects. */
  public CallFacts expecting(Expected owners) {
    return new CallFacts(address, userAgent, referer, contentHash, signing, owners, said);
  }
}
