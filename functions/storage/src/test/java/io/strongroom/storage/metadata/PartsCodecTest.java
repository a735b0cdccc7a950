package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.ObjectPart;
import io.strongroom.domain.testing.Records;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PartsCodecTest {

  private static final List<ObjectPart> PARTS =
      List.of(
          new ObjectPart(1, 5_368_709_120L, Optional.of(Records.clearChecksum())),
          new ObjectPart(7, 0, Optional.of(Records.sealedChecksum())),
          new ObjectPart(10_000, 1, Optional.empty()));

  @Test
  void encode_everyKind_comesBack() {
    assertThat(PartsCodec.decode(PartsCodec.encode(PARTS))).isEqualTo(PARTS);
  }

  @Test
  void encode_none_isNull() {
    assertThat(PartsCodec.encode(List.of())).isNull();
    assertThat(PartsCodec.decode(null)).isEmpty();
  }

  @Test
  void encode_tenThousand_comesBack() {
    List<ObjectPart> parts =
        IntStream.rangeClosed(1, 10_000)
            .mapToObj(i -> new ObjectPart(i, i, Optional.of(Records.sealedChecksum())))
            .toList();
    assertThat(PartsCodec.decode(PartsCodec.encode(parts))).isEqualTo(parts);
  }

  @Test
  void decode_cutOrExtended_rejected() {
    byte[] encoded = PartsCodec.encode(PARTS);
    for (int length = 0; length < encoded.length; length++) {
      byte[] cut = Arrays.copyOf(encoded, length);
      assertDamaged(cut);
    }
    assertDamaged(Arrays.copyOf(encoded, encoded.length + 1));
  }

  @Test
  void decode_cutInASealedChecksum_rejected() {
    byte[] encoded =
        PartsCodec.encode(List.of(new ObjectPart(1, 1, Optional.of(Records.sealedChecksum()))));
    assertDamaged(Arrays.copyOf(encoded, encoded.length - 1));
  }

  @Test
  void decode_anyBitChanged_rejectedOrRead() {
    byte[] encoded = PartsCodec.encode(PARTS);
    for (int bit = 0; bit < 8 * encoded.length; bit++) {
      byte[] changed = encoded.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        PartsCodec.decode(changed);
      } catch (ObjectStoreException refused) {
        assertThat(refused.error()).isInstanceOf(RequestError.ObjectDamaged.class);
      }
    }
  }

  private static void assertDamaged(byte[] encoded) {
    assertThatThrownBy(() -> PartsCodec.decode(encoded))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            refused -> assertThat(refused.error()).isInstanceOf(RequestError.ObjectDamaged.class));
  }
}
