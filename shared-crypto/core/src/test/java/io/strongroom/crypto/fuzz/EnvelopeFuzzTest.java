package io.strongroom.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.Envelope;

class EnvelopeFuzzTest {

  @FuzzTest
  @Spec({"GEN-1", "GEN-3"})
  void decode_anyBytes_canonicalOrRejected(byte[] record) {
    try {
      assertThat(Envelope.decode(record).encode()).isEqualTo(record);
    } catch (CiphertextRejected e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }
}
