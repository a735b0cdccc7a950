package io.strongroom.protocol.http.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.Wanted;
import io.strongroom.protocol.http.RawText;
import io.strongroom.protocol.http.Vocabularies;
import io.strongroom.protocol.http.Wire;
import io.strongroom.protocol.http.sse.EncryptionHeaders;
import java.time.InstantSource;

class CopySourcesFuzzTest {

  private static final CopySources SOURCES =
      new CopySources(
          Vocabularies.S3, new EncryptionHeaders(Vocabularies.S3), InstantSource.system());
  private static final String VERSION = "?versionId=";

  /** Bucket and key are the bytes of the header, decoded once. */
  @FuzzTest
  void parse_anyHeader_decodedOnceOrRefused(byte[] input) {
    String header = RawText.of(input).strip();
    try {
      Wanted wanted = SOURCES.parse(Wire.headers("x-amz-copy-source", header)).wanted();
      ObjectRef ref = wanted.object();
      int version = header.lastIndexOf(VERSION);
      String path = version < 0 ? header : header.substring(0, version);
      assertThat(RawText.hexOf("/" + ref.bucket().value() + "/" + ref.key().value()))
          .isEqualTo(withSlash(RawText.hexOfEncoded(path, true)));
      assertThat(wanted.version().isPresent()).isEqualTo(version >= 0);
      wanted.version().ifPresent(id -> assertThat(header).endsWith(VERSION + id));
    } catch (ObjectStoreException refused) {
      assertThat(refused.error()).isNotNull();
    }
  }

  private static String withSlash(String hex) {
    return hex.startsWith("2f") ? hex : "2f" + hex;
  }
}
