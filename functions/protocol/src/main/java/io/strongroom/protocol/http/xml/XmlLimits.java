package io.strongroom.protocol.http.xml;

/**
 * How large a document may be. Both bounds matter: a few bytes make an element, and an element
 * costs the reader many.
 *
 * @param bytes of the body
 * @param elements in all
 */
public record XmlLimits(int bytes, int elements) {

  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  /** Configurations and other short documents. */
  public static final XmlLimits SMALL = new XmlLimits(MIB, 1_000);

  /** DeleteObjects: 1,000 keys, each with all that may be said of it. */
  public static final XmlLimits DELETE_OBJECTS = new XmlLimits(2 * MIB, 10_000);

  /** CompleteMultipartUpload: 10,000 parts, each with every kind of checksum. */
  public static final XmlLimits COMPLETE_UPLOAD = new XmlLimits(4 * MIB, 100_000);
}
