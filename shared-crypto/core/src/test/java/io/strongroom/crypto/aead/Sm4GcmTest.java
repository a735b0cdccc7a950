package io.strongroom.crypto.aead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our own SM4-GCM, in both forms, against Bouncy Castle's. */
class Sm4GcmTest {

  record Form(String name, Function<byte[], AeadCipher> maker) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Form> forms() {
    Form plain = new Form("plain Java", Sm4GcmChoice::plain);
    return hasVectors()
        ? Stream.of(plain, new Form("vectors", new VectorSm4Gcm()))
        : Stream.of(plain);
  }

  /** On narrower machines the vector code still works, only slowly. */
  static boolean hasVectors() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void seal_randomMessages_asBouncyCastle(Form form) {
    Random random = new Random(1);
    for (int round = 0; round < 150; round++) {
      byte[] key = bytes(random, 16);
      try (AeadCipher mine = form.maker().apply(key);
          AeadCipher oracle = new BcSm4Gcm(key)) {
        checkOne(random, mine, oracle, round < 100 ? random.nextInt(300) : random.nextInt(20000));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void seal_manyMessagesOneKey_asBouncyCastle(Form form) {
    Random random = new Random(2);
    byte[] key = bytes(random, 16);
    try (AeadCipher mine = form.maker().apply(key);
        AeadCipher oracle = new BcSm4Gcm(key)) {
      for (int length : new int[] {16384, 16384, 16384, 100, 16384, 65536, 127, 128, 129, 0, 1}) {
        checkOne(random, mine, oracle, length);
      }
    }
  }

  private static void checkOne(Random random, AeadCipher mine, AeadCipher oracle, int length) {
    byte[] nonce = bytes(random, 12);
    byte[] additional = bytes(random, random.nextInt(200));
    byte[] clear = bytes(random, length);
    byte[] sealed = new byte[length + 16];
    byte[] expected = new byte[length + 16];
    mine.begin(nonce, additional);
    mine.seal(clear, 0, length, sealed, 0);
    oracle.begin(nonce, additional);
    oracle.seal(clear, 0, length, expected, 0);
    assertThat(sealed).isEqualTo(expected);

    byte[] again = new byte[length];
    mine.begin(nonce, additional);
    mine.open(sealed, 0, sealed.length, again, 0);
    assertThat(again).isEqualTo(clear);

    sealed[random.nextInt(sealed.length)] ^= (byte) (1 << random.nextInt(8));
    mine.begin(nonce, additional);
    assertThatThrownBy(() -> mine.open(sealed, 0, sealed.length, again, 0))
        .isInstanceOf(CiphertextRejected.class);
    assertThat(again).as("length %d", length).isEqualTo(new byte[length]);
  }

  @Test
  void hashKey_randomKeys_encryptedZeros() {
    Random random = new Random(3);
    for (int i = 0; i < 20; i++) {
      byte[] key = bytes(random, 16);
      SM4Engine engine = new SM4Engine();
      engine.init(true, new KeyParameter(key));
      byte[] block = new byte[16];
      engine.processBlock(block, 0, block, 0);

      long[] hashKey = Sm4GcmChoice.hashKey(key);

      assertThat(hashKey[0]).isEqualTo((long) Words.LONG.get(block, 0));
      assertThat(hashKey[1]).isEqualTo((long) Words.LONG.get(block, 8));
    }
  }

  @Test
  @EnabledIf("hasVectors")
  void warmUp_withVectors_sameBytesBeforeAndAfter() {
    byte[] before = seal();
    CryptoWarmUp.vectorSm4().ifPresent(CryptoWarmUp::useIfFaster);

    assertThat(seal()).isEqualTo(before);
  }

  private static byte[] seal() {
    byte[] out = new byte[3016];
    try (AeadCipher cipher = Suite.SM4_GCM.cipher(new byte[16])) {
      cipher.begin(new byte[12], new byte[5]);
      cipher.seal(new byte[3000], 0, 3000, out, 0);
    }
    return out;
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
