package io.strongroom.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.ObjectRecord;

class ObjectRecordFuzzTest {

  @FuzzTest
  @Spec({"GEN-1", "GEN-3"})
  void fromJson_anyBytes_sameAgainOrRejected(byte[] json) {
    try {
      ObjectRecord record = ObjectRecord.fromJson(json);
      ObjectRecord again = ObjectRecord.fromJson(record.toJson());
      assertThat(again.envelope()).isEqualTo(record.envelope());
      assertThat(again.objectArn()).isEqualTo(record.objectArn());
      assertThat(again.manifest()).isEqualTo(record.manifest());
    } catch (CiphertextRejected e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }
}
