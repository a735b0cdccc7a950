package io.strongroom.domain.name;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What uploads are called: time of initiation in milliseconds, 21 random bytes and a CRC-32 over
 * both, in base64. So a listing goes on at the place of an upload that has ended since, and a name
 * that was never given is noticed. The time is no secret: listings show it.
 */
public record UploadId(String value) {

  private static final int RANDOM_BYTES = 21;
  private static final int CHECKED_BYTES = Long.BYTES + RANDOM_BYTES;
  private static final int BYTES = CHECKED_BYTES + Integer.BYTES;
  private static final SecureRandom RANDOM = new SecureRandom();

  public UploadId {
    if (!canBe(value)) {
      throw new IllegalArgumentException("no upload is called so");
    }
  }

  /** Whether a text can be looked for: it is one that the database can hold. */
  public static boolean canBe(String text) {
    return !text.isEmpty() && text.indexOf('\0') < 0;
  }

  /** A name that nobody can guess. */
  public static UploadId fresh(Instant initiatedAt) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    ByteBuffer id = ByteBuffer.allocate(BYTES).putLong(initiatedAt.toEpochMilli()).put(random);
    id.putInt(check(id.array()));
    return new UploadId(Base64.getUrlEncoder().withoutPadding().encodeToString(id.array()));
  }

  /** When the upload of this name was initiated; empty for one that was not given here. */
  public Optional<Instant> initiatedAt() {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(value);
      if (bytes.length != BYTES) {
        return Optional.empty();
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return buffer.getInt(CHECKED_BYTES) == check(bytes)
          ? Optional.of(Instant.ofEpochMilli(buffer.getLong(0)))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static int check(byte[] id) {
    CRC32 crc = new CRC32();
    crc.update(id, 0, CHECKED_BYTES);
    return (int) crc.getValue();
  }

  @Override
  public String toString() {
    return value;
  }
}
