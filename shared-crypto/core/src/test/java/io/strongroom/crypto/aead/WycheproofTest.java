package io.strongroom.crypto.aead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.vectors.SharedVectors;
import io.strongroom.crypto.vectors.SharedVectors.Case;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The algorithms under the suites against the vectors of Wycheproof. */
class WycheproofTest {

  static List<Case> aesGcm() {
    return SharedVectors.read("aes_gcm_test.json").stream()
        .filter(c -> c.group().get("keySize").asInt() == 256 && ivFits(c))
        .toList();
  }

  static List<Case> sm4Gcm() {
    return SharedVectors.read("sm4_gcm_test.json").stream().filter(WycheproofTest::ivFits).toList();
  }

  private static boolean ivFits(Case vector) {
    return vector.group().get("ivSize").asInt() == 96
        && vector.group().get("tagSize").asInt() == 128;
  }

  static List<Case> hkdf256() {
    return SharedVectors.read("hkdf_sha256_test.json");
  }

  static List<Case> hkdf512() {
    return SharedVectors.read("hkdf_sha512_test.json");
  }

  static List<Case> hmac256() {
    return SharedVectors.read("hmac_sha256_test.json");
  }

  static List<Case> hmacSm3() {
    return SharedVectors.read("hmac_sm3_test.json");
  }

  @ParameterizedTest
  @MethodSource("aesGcm")
  void aes256Gcm_vector_asStated(Case vector) {
    checkAead(Suite.AES_256_GCM, vector);
  }

  @ParameterizedTest
  @MethodSource("aesGcm")
  void outerAes256Gcm_vector_asStated(Case vector) {
    checkAead(Suite.AES_256_GCM::outerCipher, vector);
  }

  @ParameterizedTest
  @MethodSource("sm4Gcm")
  void sm4Gcm_vector_asStated(Case vector) {
    checkAead(Suite.SM4_GCM, vector);
  }

  private static void checkAead(Suite suite, Case vector) {
    checkAead(suite::cipher, vector);
  }

  private static void checkAead(Function<byte[], AeadCipher> maker, Case vector) {
    byte[] clear = vector.bytes("msg");
    byte[] sealed = concat(vector.bytes("ct"), vector.bytes("tag"));
    byte[] out = new byte[sealed.length];
    try (AeadCipher cipher = maker.apply(vector.bytes("key"))) {
      cipher.begin(vector.bytes("iv"), vector.bytes("aad"));
      if (vector.valid()) {
        cipher.seal(clear, 0, clear.length, out, 0);
        assertThat(out).isEqualTo(sealed);
        cipher.begin(vector.bytes("iv"), vector.bytes("aad"));
        cipher.open(sealed, 0, sealed.length, out, 0);
        assertThat(Arrays.copyOf(out, clear.length)).isEqualTo(clear);
      } else {
        assertThatThrownBy(() -> cipher.open(sealed, 0, sealed.length, out, 0))
            .isInstanceOf(CiphertextRejected.class);
        assertThat(out).containsOnly(0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("hkdf256")
  void hkdfSha256_vector_asStated(Case vector) {
    checkHkdf(Hmac.SHA_256, vector);
  }

  @ParameterizedTest
  @MethodSource("hkdf512")
  void hkdfSha512_vector_asStated(Case vector) {
    checkHkdf(Hmac.SHA_512, vector);
  }

  private static void checkHkdf(Hmac hmac, Case vector) {
    int size = vector.test().get("size").asInt();
    byte[] prk = Hkdf.extract(hmac, vector.bytes("salt"), vector.bytes("ikm"));
    if (vector.valid()) {
      assertThat(Hkdf.expand(hmac, prk, vector.bytes("info"), size)).isEqualTo(vector.bytes("okm"));
    } else {
      assertThatThrownBy(() -> Hkdf.expand(hmac, prk, vector.bytes("info"), size))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("hmac256")
  void hmacSha256_vector_asStated(Case vector) {
    checkHmac(Hmac.SHA_256, vector);
  }

  @ParameterizedTest
  @MethodSource("hmacSm3")
  void hmacSm3_vector_asStated(Case vector) {
    checkHmac(Hmac.SM3, vector);
  }

  private static void checkHmac(Hmac hmac, Case vector) {
    byte[] tag = vector.bytes("tag");
    byte[] mac = Arrays.copyOf(hmac.mac(vector.bytes("key"), vector.bytes("msg")), tag.length);

    assertThat(MessageDigest.isEqual(mac, tag)).isEqualTo(vector.valid());
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] out = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, out, a.length, b.length);
    return out;
  }
}
