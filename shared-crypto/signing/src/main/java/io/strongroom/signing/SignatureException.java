package io.strongroom.signing;

import java.time.Instant;
import java.util.List;

/**
 * Why a request's signature was refused. Carries what a dialect needs for its error body, no HTTP
 * status, no secret and no stack trace: these are answers to clients, not bugs.
 */
public abstract sealed class SignatureException extends RuntimeException {

  private SignatureException(String message) {
    super(message, null, false, false);
  }

  /** The request carries no authentication at all. */
  public static final class MissingAuthentication extends SignatureException {
    public MissingAuthentication() {
      super("the request is not signed");
    }
  }

  /** More than one of Authorization header, its repetition, and query authentication. */
  public static final class MultipleAuthentications extends SignatureException {
    public MultipleAuthentications() {
      super("the request is signed more than once");
    }
  }

  /** The Authorization header, or X-Amz-Algorithm, names a scheme that is not accepted here. */
  public static final class UnsupportedAuthorizationType extends SignatureException {
    private final String scheme;

    public UnsupportedAuthorizationType(String scheme) {
      super("unsupported authorization type");
      this.scheme = scheme;
    }

    /** The scheme word as sent. */
    public String scheme() {
      return scheme;
    }
  }

  /** The Authorization header cannot be read; the message says why, in words fit for the client. */
  public static final class MalformedAuthorization extends SignatureException {
    public MalformedAuthorization(String message) {
      super(message);
    }
  }

  /** A signing parameter of the query cannot be read; the message says why. */
  public static final class MalformedQueryAuthorization extends SignatureException {
    public MalformedQueryAuthorization(String message) {
      super(message);
    }
  }

  /** Query authentication with some of its parameters missing. */
  public static final class MissingQueryParameters extends SignatureException {
    private final SignatureScheme scheme;

    public MissingQueryParameters(SignatureScheme scheme) {
      super("query authentication parameters are missing");
      this.scheme = scheme;
    }

    /** Which scheme's parameters were begun. */
    public SignatureScheme scheme() {
      return scheme;
    }
  }

  /** Neither a dialect date header nor a Date header that can be read. */
  public static final class InvalidDate extends SignatureException {
    public InvalidDate() {
      super("a valid Date header is required");
    }
  }

  /** The header {@code x-amz-content-sha256} is missing where the scheme needs it. */
  public static final class MissingContentSha256 extends SignatureException {
    public MissingContentSha256() {
      super("missing required header x-amz-content-sha256");
    }
  }

  /** The header {@code x-amz-content-sha256} is neither a SHA-256 nor a keyword known here. */
  public static final class InvalidContentSha256 extends SignatureException {
    private final String value;

    public InvalidContentSha256(String value) {
      super("invalid x-amz-content-sha256");
      this.value = value;
    }

    /** The value as sent. */
    public String value() {
      return value;
    }
  }

  /** No such access key. */
  public static final class UnknownAccessKey extends SignatureException {
    private final String accessKeyId;

    public UnknownAccessKey(String accessKeyId) {
      super("unknown access key");
      this.accessKeyId = accessKeyId;
    }

    public String accessKeyId() {
      return accessKeyId;
    }
  }

  /** The credential scope is not for this server; see {@link #part()}. */
  public static final class WrongScope extends SignatureException {

    /** Which part of the scope is wrong. */
    public enum Part {
      DATE,
      REGION,
      SERVICE
    }

    private final Part part;
    private final String given;
    private final String expected;

    public WrongScope(Part part, String given, String expected) {
      super("credential scope is not for this request");
      this.part = part;
      this.given = given;
      this.expected = expected;
    }

    public Part part() {
      return part;
    }

    /** The part as sent. */
    public String given() {
      return given;
    }

    /** The part as it should be. */
    public String expected() {
      return expected;
    }
  }

  /** The request was signed too far from now. */
  public static final class TooSkewed extends SignatureException {
    private final Instant requestTime;
    private final Instant serverTime;

    public TooSkewed(Instant requestTime, Instant serverTime) {
      super("request time and server time differ too much");
      this.requestTime = requestTime;
      this.serverTime = serverTime;
    }

    public Instant requestTime() {
      return requestTime;
    }

    public Instant serverTime() {
      return serverTime;
    }
  }

  /** A presigned URL used before it was signed, beyond the tolerated skew. */
  public static final class NotYetValid extends SignatureException {
    private final Instant requestTime;
    private final Instant serverTime;

    public NotYetValid(Instant requestTime, Instant serverTime) {
      super("request is not yet valid");
      this.requestTime = requestTime;
      this.serverTime = serverTime;
    }

    public Instant requestTime() {
      return requestTime;
    }

    public Instant serverTime() {
      return serverTime;
    }
  }

  /** A presigned URL used after its time. */
  public static final class RequestExpired extends SignatureException {
    private final String lifetime;
    private final Instant expires;
    private final Instant serverTime;

    public RequestExpired(String lifetime, Instant expires, Instant serverTime) {
      super("request has expired");
      this.lifetime = lifetime;
      this.expires = expires;
      this.serverTime = serverTime;
    }

    /** {@code X-Amz-Expires} in seconds as sent; empty for schemes with an absolute end. */
    public String lifetime() {
      return lifetime;
    }

    public Instant expires() {
      return expires;
    }

    public Instant serverTime() {
      return serverTime;
    }
  }

  /** Headers that must be signed were present but not signed. */
  public static final class HeadersNotSigned extends SignatureException {
    private final List<String> names;

    public HeadersNotSigned(List<String> names) {
      super("there were headers present in the request which were not signed");
      this.names = List.copyOf(names);
    }

    /** Lower-case names, sorted. */
    public List<String> names() {
      return names;
    }
  }

  /** The signature is not the one calculated here. */
  public static final class SignatureMismatch extends SignatureException {
    private final String accessKeyId;
    private final String signatureProvided;
    private final String stringToSign;
    private final String canonicalRequest;

    public SignatureMismatch(
        String accessKeyId,
        String signatureProvided,
        String stringToSign,
        String canonicalRequest) {
      super("signature does not match");
      this.accessKeyId = accessKeyId;
      this.signatureProvided = signatureProvided;
      this.stringToSign = stringToSign;
      this.canonicalRequest = canonicalRequest;
    }

    /** Empty when a chunk of the body, not the request, is wrong. */
    public String accessKeyId() {
      return accessKeyId;
    }

    public String signatureProvided() {
      return signatureProvided;
    }

    /** What this server signed, so that the client's developer can compare. */
    public String stringToSign() {
      return stringToSign;
    }

    /** Empty for schemes that have none. */
    public String canonicalRequest() {
      return canonicalRequest;
    }
  }
}
