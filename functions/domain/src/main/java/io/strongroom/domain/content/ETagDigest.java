package io.strongroom.domain.content;

import io.strongroom.crypto.segment.SealedOutput;
import io.strongroom.crypto.segment.SealedStream;
import io.strongroom.domain.encryption.ETagSource;
import io.strongroom.domain.name.ETag;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Takes an entity tag while a body is sealed, and costs nothing where none has to be computed. */
sealed interface ETagDigest {

  static ETagDigest of(ETagSource source) {
    return switch (source) {
      case PLAINTEXT_MD5 -> new OfPlaintext(md5());
      case SEALED_MD5 -> new OfSealed(md5());
      case OPAQUE -> new Opaque();
    };
  }

  /** Sees plaintext before it is sealed. */
  default void plaintext(byte[] buffer, int length) {}

  /** Sees sealed bytes on their way to {@code out}. */
  default SealedOutput tap(SealedOutput out) {
    return out;
  }

  ETag etag(SealedStream stream);

  record OfPlaintext(MessageDigest md5) implements ETagDigest {
    @Override
    public void plaintext(byte[] buffer, int length) {
      md5.update(buffer, 0, length);
    }

    @Override
    public ETag etag(SealedStream stream) {
      return ETag.ofDigest(md5.digest());
    }
  }

  record OfSealed(MessageDigest md5) implements ETagDigest {
    @Override
    public SealedOutput tap(SealedOutput out) {
      return (buffer, offset, length) -> {
        md5.update(buffer, offset, length);
        out.write(buffer, offset, length);
      };
    }

    @Override
    public ETag etag(SealedStream stream) {
      return ETag.ofDigest(md5.digest());
    }
  }

  record Opaque() implements ETagDigest {
    @Override
    public ETag etag(SealedStream stream) {
      return new ETag(stream.opaqueTag());
    }
  }

  /** S3 and OBS: entity tags are MD5 by contract; nothing here relies on it for integrity. */
  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has MD5", impossible);
    }
  }
}
