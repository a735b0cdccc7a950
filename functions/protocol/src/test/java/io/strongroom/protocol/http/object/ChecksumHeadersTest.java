package io.strongroom.protocol.http.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.checksum.ObjectChecksum.Type;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.Wire;
import io.strongroom.protocol.obs.ObsVocabulary;
import io.strongroom.protocol.s3.S3Vocabulary;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumHeadersTest {

  private static final String ALGORITHM = "x-amz-checksum-algorithm";
  private static final String TYPE = "x-amz-checksum-type";

  private final ChecksumHeaders s3 = new ChecksumHeaders(S3Vocabulary.words());
  private final ChecksumHeaders obs = new ChecksumHeaders(ObsVocabulary.words());

  @ParameterizedTest
  @CsvSource({
    "CRC32, COMPOSITE",
    "crc32c, COMPOSITE",
    "SHA1, COMPOSITE",
    "SHA256, COMPOSITE",
    "CRC64NVME, FULL_OBJECT",
  })
  void choice_algorithmAlone_usualType(String algorithm, Type type) {
    assertThat(s3.choice(Wire.headers(ALGORITHM, algorithm)))
        .contains(
            new ChecksumChoice(
                ChecksumAlgorithm.valueOf(algorithm.toUpperCase(java.util.Locale.ROOT)), type));
  }

  @Test
  void choice_crcOfTheWholeObject_accepted() {
    assertThat(s3.choice(Wire.headers(ALGORITHM, "CRC32", TYPE, "FULL_OBJECT")))
        .contains(new ChecksumChoice(ChecksumAlgorithm.CRC32, Type.FULL_OBJECT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CRC64NVME | COMPOSITE   | The COMPOSITE checksum type cannot be used with the crc64nvme checksum algorithm.
          SHA1      | FULL_OBJECT | The FULL_OBJECT checksum type cannot be used with the sha1 checksum algorithm.
          SHA256    | FULL_OBJECT | The FULL_OBJECT checksum type cannot be used with the sha256 checksum algorithm.
          CRC32     | PARTIAL     | Value for x-amz-checksum-type header is invalid.
          XXHASH64  | COMPOSITE   | Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]
          """)
  void choice_impossiblePair_refused(String algorithm, String type, String detail) {
    assertThatThrownBy(() -> s3.choice(Wire.headers(ALGORITHM, algorithm, TYPE, type)))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e -> assertThat(e.error()).isEqualTo(new RequestError.InvalidRequest(detail)));
  }

  @Test
  void choice_typeAlone_refused() {
    assertThatThrownBy(() -> s3.choice(Wire.headers(TYPE, "COMPOSITE")))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e ->
                assertThat(e.error())
                    .isEqualTo(
                        new RequestError.InvalidRequest(
                            "The x-amz-checksum-type header can only be used with the"
                                + " x-amz-checksum-algorithm header.")));
  }

  @Test
  void wanted_onlyWhenEnabled() {
    assertThat(s3.wanted(Wire.headers("x-amz-checksum-mode", "ENABLED"))).isTrue();
    assertThat(s3.wanted(Wire.headers("x-amz-checksum-mode", "DISABLED"))).isFalse();
    assertThat(s3.wanted(Headers.none())).isFalse();
    assertThat(obs.wanted(Wire.headers("x-obs-checksum-mode", "ENABLED"))).isFalse();
  }

  @Test
  void add_checksum_valueAndType() {
    Optional<ObjectChecksum> checksum =
        Optional.of(new ObjectChecksum(ChecksumAlgorithm.CRC64NVME, Type.FULL_OBJECT, "AAAA"));

    assertThat(s3.add(Headers.none(), checksum).fields())
        .containsExactly(
            new Headers.Field("x-amz-checksum-crc64nvme", "AAAA"),
            new Headers.Field(TYPE, "FULL_OBJECT"));
    assertThat(s3.addPart(Headers.none(), checksum).fields())
        .containsExactly(new Headers.Field("x-amz-checksum-crc64nvme", "AAAA"));
    assertThat(obs.add(Headers.none(), checksum).fields()).isEmpty();
  }
}
