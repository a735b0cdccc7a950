package io.strongroom.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Short records that speak of much: what they ask for is not reserved. */
@Spec("GEN-3")
class HostileLengthsTest {

  /** A rejection with all its classes warm takes some hundred bytes. */
  private static final long FEW_BYTES = 16 * 1024;

  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void envelope_wrappedKeyOf64KiB_notReserved() {
    byte[] record = hex("53524531" + "01" + "03" + "ffff" + "00");
    assertRejectedCheaply(() -> Envelope.decode(record));
  }

  @Test
  void envelope_65535Pairs_notReserved() {
    byte[] record = hex("53524531" + "01" + "01" + "000161" + "000161" + "ffff" + "00000000");
    assertRejectedCheaply(() -> Envelope.decode(record));
  }

  @Test
  void manifest_65535Parts_notReserved() {
    byte[] record = hex("53524d31" + "01" + "ffff" + "00".repeat(90));
    assertRejectedCheaply(() -> PartManifest.unverifiedBlobIds(record));
  }

  private void assertRejectedCheaply(Runnable parser) {
    assertThatThrownBy(parser::run).isInstanceOf(CiphertextRejected.class);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      catchThrowable(parser::run);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isLessThan(FEW_BYTES);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
