package io.strongroom.crypto.aead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.Spec;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AeadCipherTest {

  private static final byte[] NONE = {};

  /** Every cipher there is. */
  private enum Kind {
    AES_256_GCM(() -> Suite.AES_256_GCM.cipher(new byte[32])),
    SM4_GCM(() -> Suite.SM4_GCM.cipher(new byte[16])),
    OUTER_AES_256_GCM(() -> Suite.AES_256_GCM.outerCipher(new byte[32]));

    private final Supplier<AeadCipher> maker;

    Kind(Supplier<AeadCipher> maker) {
      this.maker = maker;
    }

    private AeadCipher cipher() {
      return maker.get();
    }
  }

  @Test
  void sm4Gcm_rfc8998Example_theSame() {
    HexFormat hex = HexFormat.of();
    byte[] clear =
        hex.parseHex(
            "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");
    byte[] out = new byte[clear.length + 16];
    try (AeadCipher cipher =
        Suite.SM4_GCM.cipher(hex.parseHex("0123456789abcdeffedcba9876543210"))) {
      cipher.begin(
          hex.parseHex("00001234567800000000abcd"),
          hex.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2"));
      cipher.seal(clear, 0, clear.length, out, 0);
    }
    assertThat(hex.formatHex(out))
        .isEqualTo(
            "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
                + "83de3541e4c2b58177e065a9bf7b62ec");
  }

  @ParameterizedTest
  @EnumSource
  void seal_nonceNotRenewed_refused(Kind kind) {
    byte[] out = new byte[17];
    try (AeadCipher cipher = kind.cipher()) {
      assertThatThrownBy(() -> cipher.seal(new byte[1], 0, 1, out, 0))
          .isInstanceOf(IllegalStateException.class);
      cipher.begin(new byte[12], NONE);
      cipher.seal(new byte[1], 0, 1, out, 0);
      assertThatThrownBy(() -> cipher.seal(new byte[1], 0, 1, out, 0))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void seal_moreThan64KiB_refused(Kind kind) {
    int tooLong = AeadCipher.MAX_BYTES_PER_CALL + 1;
    byte[] in = new byte[tooLong + 16];
    try (AeadCipher cipher = kind.cipher()) {
      cipher.begin(new byte[12], NONE);
      assertThatThrownBy(() -> cipher.seal(in, 0, tooLong, new byte[tooLong + 16], 0))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> cipher.open(in, 0, tooLong + 16, new byte[tooLong], 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void seal_negativeLength_refused(Kind kind) {
    byte[] out = new byte[64];
    try (AeadCipher cipher = kind.cipher()) {
      cipher.begin(new byte[12], NONE);
      assertThatThrownBy(() -> cipher.seal(new byte[16], 0, -5, out, 10))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(out).containsOnly(0);
  }

  /** Zeroed round keys are a key too, and one that everybody knows. */
  @ParameterizedTest
  @EnumSource
  void begin_closed_refused(Kind kind) {
    AeadCipher cipher = kind.cipher();
    AeadCipher begun = kind.cipher();
    begun.begin(new byte[12], NONE);
    cipher.close();
    begun.close();

    assertThatThrownBy(() -> cipher.begin(new byte[12], NONE))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> begun.seal(new byte[1], 0, 1, new byte[17], 0))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> begun.open(new byte[17], 0, 17, new byte[1], 0))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource
  void open_shorterThanATag_rejected(Kind kind) {
    try (AeadCipher cipher = kind.cipher()) {
      for (int length = 0; length < 16; length++) {
        int shorter = length;
        cipher.begin(new byte[12], NONE);
        assertThatThrownBy(() -> cipher.open(new byte[16], 0, shorter, NONE, 0))
            .isInstanceOf(CiphertextRejected.class);
      }
    }
  }

  @Test
  @Spec("SUITE-1")
  void ofId_unknown_rejected() {
    assertThat(Suite.ofId(1)).isEqualTo(Suite.AES_256_GCM);
    assertThat(Suite.ofId(2)).isEqualTo(Suite.SM4_GCM);
    assertThat(Suite.ofId(3)).isEqualTo(Suite.AES_256_GCM_TWICE);
    for (int id : new int[] {-1, 0, 4, 255, 257}) {
      assertThatThrownBy(() -> Suite.ofId(id)).isInstanceOf(CiphertextRejected.class);
    }
  }

  /** Each has a cipher of its own; one for both would make them one layer. */
  @Test
  @Spec("LAYER-2")
  void cipher_ofTwoLayers_isNone() {
    byte[] key = new byte[64];

    assertThatThrownBy(() -> Suite.AES_256_GCM_TWICE.cipher(key))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Suite.AES_256_GCM_TWICE.outerCipher(key))
        .isInstanceOf(IllegalArgumentException.class);
    try (AeadCipher inner = Suite.AES_256_GCM_TWICE.layer().cipher(new byte[32]);
        AeadCipher outer = Suite.AES_256_GCM_TWICE.layer().outerCipher(new byte[32])) {
      assertThat(outer.getClass()).isNotEqualTo(inner.getClass());
    }
  }

  @Test
  @Spec("GEN-1")
  void rejection_anyReason_sameMessage() {
    CiphertextRejected tag = new CiphertextRejected("tag");

    assertThat(tag.getMessage()).isEqualTo(new CiphertextRejected("commitment").getMessage());
    assertThat(tag.toString()).doesNotContain("tag");
    assertThat(tag.reason()).isEqualTo("tag");
    assertThat(tag.getStackTrace()).isEmpty();
  }

  @Test
  void warmUp_always_returns() {
    assertThatCode(CryptoWarmUp::run).doesNotThrowAnyException();
  }
}
