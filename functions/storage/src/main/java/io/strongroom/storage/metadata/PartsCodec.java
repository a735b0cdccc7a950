package io.strongroom.storage.metadata;

import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.ObjectPart;
import io.strongroom.domain.record.StoredChecksum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a multipart object as one column: up to 10,000 of them, read with their object and
 * never searched. A version byte, the count (u16), then each part: number (u16), size (i64), and
 * its checksum as a kind byte followed by algorithm, type and value, or by the sealed bytes.
 */
final class PartsCodec {

  private static final int VERSION = 1;
  private static final int NO_CHECKSUM = 0;
  private static final int CLEAR = 1;
  private static final int SEALED = 2;

  private PartsCodec() {}

  /** Null for none. */
  static byte @Nullable [] encode(List<ObjectPart> parts) {
    if (parts.isEmpty()) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeShort(parts.size());
      for (ObjectPart part : parts) {
        out.writeShort(part.number());
        out.writeLong(part.size());
        writeChecksum(out, part.checksum());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeChecksum(DataOutputStream out, Optional<StoredChecksum> stored)
      throws IOException {
    if (stored.isEmpty()) {
      out.writeByte(NO_CHECKSUM);
      return;
    }
    switch (stored.get()) {
      case StoredChecksum.Clear(ObjectChecksum checksum) -> {
        out.writeByte(CLEAR);
        out.writeUTF(checksum.algorithm().name());
        out.writeUTF(checksum.type().name());
        out.writeUTF(checksum.value());
      }
      case StoredChecksum.Sealed(WrappedKey sealed) -> {
        out.writeByte(SEALED);
        out.writeShort(sealed.length());
        out.write(sealed.bytes());
      }
    }
  }

  /**
   * @throws ObjectStoreException ObjectDamaged when the bytes are not an encoding
   */
  static List<ObjectPart> decode(byte @Nullable [] encoded) {
    if (encoded == null) {
      return List.of();
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
      require(in.readUnsignedByte() == VERSION);
      int count = in.readUnsignedShort();
      List<ObjectPart> parts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ObjectPart part = new ObjectPart(in.readUnsignedShort(), in.readLong(), readChecksum(in));
        require(part.number() >= 1 && part.size() >= 0);
        parts.add(part);
      }
      require(in.available() == 0);
      return parts;
    } catch (IOException | IllegalArgumentException damaged) {
      throw new ObjectStoreException(
          new RequestError.ObjectDamaged(Damage.of("stored parts")), damaged);
    }
  }

  private static Optional<StoredChecksum> readChecksum(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case NO_CHECKSUM -> Optional.empty();
      case CLEAR ->
          Optional.of(
              new StoredChecksum.Clear(
                  new ObjectChecksum(
                      ChecksumAlgorithm.valueOf(in.readUTF()),
                      ObjectChecksum.Type.valueOf(in.readUTF()),
                      in.readUTF())));
      case SEALED -> Optional.of(new StoredChecksum.Sealed(readBytes(in, in.readUnsignedShort())));
      default -> throw new IllegalArgumentException("checksum kind");
    };
  }

  private static WrappedKey readBytes(DataInputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return WrappedKey.of(bytes);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("not an encoding");
    }
  }
}
