package io.strongroom.protocol.http.body;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.protocol.refusal.RefusedRequest;

/**
 * Why a body, or what its headers promise of it, was refused. A wrong chunk or trailer signature is
 * {@link io.strongroom.signing.SignatureException.SignatureMismatch} instead. Carries no stack
 * trace: these are answers to clients, not bugs.
 */
public abstract sealed class BodyRejected extends RefusedRequest {

  private BodyRejected(String message) {
    super(message);
  }

  /** Neither a length nor, in aws-chunked form, a decoded length was given. */
  public static final class MissingContentLength extends BodyRejected {
    public MissingContentLength() {
      super("the length of the body is not given");
    }
  }

  /** A length header that is not a length. */
  public static final class InvalidContentLength extends BodyRejected {
    private final String header;
    private final String value;

    public InvalidContentLength(String header, String value) {
      super("not a length: " + header);
      this.header = header;
      this.value = value;
    }

    /** Lower-case name of the header. */
    public String header() {
      return header;
    }

    public String value() {
      return value;
    }
  }

  /** Fewer, or in aws-chunked form also more, bytes than declared. */
  public static final class IncompleteBody extends BodyRejected {
    private final long declared;
    private final long received;

    public IncompleteBody(long declared, long received) {
      super("body of " + received + " bytes, declared as " + declared);
      this.declared = declared;
      this.received = received;
    }

    /** Bytes of plaintext the client promised. */
    public long declared() {
      return declared;
    }

    /** Bytes of plaintext that came, or were announced by the chunk that is too long. */
    public long received() {
      return received;
    }
  }

  /** More bytes than this kind of request may carry; only from reading a body as a whole. */
  public static final class TooLarge extends BodyRejected {
    private final long limit;

    public TooLarge(long limit) {
      super("body larger than " + limit + " bytes");
      this.limit = limit;
    }

    public long limit() {
      return limit;
    }
  }

  /** The aws-chunked framing cannot be read; the message says why. */
  public static final class MalformedChunk extends BodyRejected {
    public MalformedChunk(String message) {
      super(message);
    }
  }

  /** What follows the last chunk is not the trailer that was announced; the message says why. */
  public static final class MalformedTrailer extends BodyRejected {
    public MalformedTrailer(String message) {
      super(message);
    }
  }

  /** The trailer header announces something that is not a checksum known here. */
  public static final class UnsupportedTrailer extends BodyRejected {
    private final String name;

    public UnsupportedTrailer(String name) {
      super("unsupported trailer");
      this.name = name;
    }

    /** The announced name, as sent. */
    public String name() {
      return name;
    }
  }

  /** The body's SHA-256 is not the signed one. Values in lower-case hex. */
  public static final class ContentSha256Mismatch extends BodyRejected {
    private final String expected;
    private final String calculated;

    public ContentSha256Mismatch(String expected, String calculated) {
      super("the body is not the one that was signed");
      this.expected = expected;
      this.calculated = calculated;
    }

    public String expected() {
      return expected;
    }

    public String calculated() {
      return calculated;
    }
  }

  /** Content-MD5 is not 16 bytes in base64. */
  public static final class InvalidContentMd5 extends BodyRejected {
    private final String value;

    public InvalidContentMd5(String value) {
      super("not an MD5");
      this.value = value;
    }

    public String value() {
      return value;
    }
  }

  /** The body's MD5 is not Content-MD5. Values in base64. */
  public static final class ContentMd5Mismatch extends BodyRejected {
    private final String expected;
    private final String calculated;

    public ContentMd5Mismatch(String expected, String calculated) {
      super("the body does not have the MD5 that was given");
      this.expected = expected;
      this.calculated = calculated;
    }

    public String expected() {
      return expected;
    }

    public String calculated() {
      return calculated;
    }
  }

  /** The body's checksum is not the one given. Values in base64. */
  public static final class ChecksumMismatch extends BodyRejected {
    private final ChecksumAlgorithm algorithm;
    private final String expected;
    private final String calculated;

    public ChecksumMismatch(ChecksumAlgorithm algorithm, String expected, String calculated) {
      super("the body does not have the " + algorithm + " that was given");
      this.algorithm = algorithm;
      this.expected = expected;
      this.calculated = calculated;
    }

    public ChecksumAlgorithm algorithm() {
      return algorithm;
    }

    public String expected() {
      return expected;
    }

    public String calculated() {
      return calculated;
    }
  }

  /** A checksum header or trailer whose value cannot be one of its algorithm. */
  public static final class InvalidChecksumValue extends BodyRejected {
    private final String header;
    private final boolean trailing;

    public InvalidChecksumValue(String header, boolean trailing) {
      super("invalid value: " + header);
      this.header = header;
      this.trailing = trailing;
    }

    /** Lower-case name. */
    public String header() {
      return header;
    }

    /** Whether it came behind the body. */
    public boolean trailing() {
      return trailing;
    }
  }

  /** More than one checksum. */
  public static final class MultipleChecksums extends BodyRejected {
    public MultipleChecksums() {
      super("more than one checksum");
    }
  }

  /** The client named an algorithm but sent no checksum. */
  public static final class MissingChecksum extends BodyRejected {
    private final String header;

    public MissingChecksum(String header) {
      super("no checksum for " + header);
      this.header = header;
    }

    /** Lower-case name of the header that names the algorithm. */
    public String header() {
      return header;
    }
  }

  /** A checksum of an algorithm that is not offered here. */
  public static final class UnsupportedChecksum extends BodyRejected {
    private final String header;

    public UnsupportedChecksum(String header) {
      super("unsupported checksum: " + header);
      this.header = header;
    }

    /** Lower-case name of the header. */
    public String header() {
      return header;
    }
  }
}
