package io.strongroom.emulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operations on data do, as the next operation, or mathematics, sees it. */
abstract class CryptoEffectContract {

  private static final Map<String, String> NONE = Map.of();
  private static final Map<String, String> HERE = Map.of("tenant", "blue", "line", "7");
  private static final byte[] DIGEST = new byte[32];
  private static final byte[] OTHER_DIGEST = new byte[32];

  static {
    OTHER_DIGEST[31] = 1;
  }

  private Deeds deeds;
  private String keyId;

  @BeforeEach
  void connect() {
    deeds = deeds();
    keyId = deeds.api().newKey(Sort.SYMMETRIC);
  }

  abstract Deeds deeds();

  private String encrypt(String text, Map<String, String> context) {
    return deeds.ciphertext(done(deeds.encrypting(keyId, text, context)));
  }

  private String decrypt(String ciphertext, Map<String, String> context) {
    return deeds.text(done(deeds.decrypting(Optional.empty(), ciphertext, context)));
  }

  private static Reply done(Reply reply) {
    assertThat(reply.isDone()).as("%s", reply).isTrue();
    return reply;
  }

  private static void assertRefused(Reply reply) {
    assertThat(reply.isDone()).as("%s", reply).isFalse();
    assertThat(reply.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "Schlüssel für 存储", "\u0001 control", " spaces "})
  void decrypt_whatWasEncrypted_theTextAgain(String text) {
    assertThat(decrypt(encrypt(text, NONE), NONE)).isEqualTo(text);
  }

  @Test
  void encrypt_longestText_opens() {
    String text = "x".repeat(4_096);

    assertThat(decrypt(encrypt(text, NONE), NONE)).isEqualTo(text);
    assertRefused(deeds.encrypting(keyId, text + "x", NONE));
  }

  @Test
  void encrypt_sameTextTwice_differs() {
    assertThat(encrypt("text", HERE)).isNotEqualTo(encrypt("text", HERE));
  }

  @Test
  void decrypt_inItsContextOnly() {
    String ciphertext = encrypt("text", HERE);

    assertThat(decrypt(ciphertext, HERE)).isEqualTo("text");
    assertRefused(deeds.decrypting(Optional.empty(), ciphertext, NONE));
    assertRefused(deeds.decrypting(Optional.empty(), ciphertext, Map.of("tenant", "blue")));
    assertRefused(
        deeds.decrypting(Optional.empty(), ciphertext, Map.of("tenant", "red", "line", "7")));
  }

  @Test
  void decrypt_anyByteChanged_refused() {
    byte[] ciphertext = Base64.getDecoder().decode(encrypt("text", NONE));

    for (int place : new int[] {0, ciphertext.length / 2, ciphertext.length - 1}) {
      byte[] changed = ciphertext.clone();
      changed[place] ^= 1;
      assertRefused(
          deeds.decrypting(Optional.empty(), Base64.getEncoder().encodeToString(changed), NONE));
    }
  }

  @Test
  void decrypt_cutShort_refused() {
    byte[] ciphertext = Base64.getDecoder().decode(encrypt("text", NONE));

    for (int length : new int[] {1, ciphertext.length / 2, ciphertext.length - 1}) {
      byte[] cut = Arrays.copyOf(ciphertext, length);
      assertRefused(
          deeds.decrypting(Optional.empty(), Base64.getEncoder().encodeToString(cut), NONE));
    }
  }

  @Test
  void decrypt_keyNamed_isThatKeyOrRefused() {
    String ciphertext = encrypt("text", NONE);
    String other = deeds.api().newKey(Sort.SYMMETRIC);

    assertThat(deeds.text(done(deeds.decrypting(Optional.of(keyId), ciphertext, NONE))))
        .isEqualTo("text");
    assertRefused(deeds.decrypting(Optional.of(other), ciphertext, NONE));
  }

  @Test
  void decrypt_afterRotations_oldAndNewOpen() {
    String first = encrypt("first", NONE);
    done(deeds.api().call(Op.ROTATE, keyId));
    String second = encrypt("second", NONE);
    done(deeds.api().call(Op.ROTATE, keyId));

    assertThat(decrypt(first, NONE)).isEqualTo("first");
    assertThat(decrypt(second, NONE)).isEqualTo("second");
    assertThat(decrypt(encrypt("third", NONE), NONE)).isEqualTo("third");
  }

  @Test
  void reEncrypt_movesToTheOtherKey() {
    String other = deeds.api().newKey(Sort.SYMMETRIC);
    String ciphertext = encrypt("text", NONE);
    String moved = deeds.ciphertext(done(deeds.reEncrypting(ciphertext, other)));

    assertThat(decrypt(moved, NONE)).isEqualTo("text");
    done(deeds.api().call(Op.DISABLE, keyId));
    assertThat(decrypt(moved, NONE)).isEqualTo("text");
    assertRefused(deeds.decrypting(Optional.empty(), ciphertext, NONE));
    done(deeds.api().call(Op.DISABLE, other));
    assertRefused(deeds.decrypting(Optional.empty(), moved, NONE));
  }

  @Test
  void reEncrypt_underItself_renewsAfterARotation() {
    String ciphertext = encrypt("text", NONE);
    done(deeds.api().call(Op.ROTATE, keyId));
    String renewed = deeds.ciphertext(done(deeds.reEncrypting(ciphertext, keyId)));

    assertThat(renewed).isNotEqualTo(ciphertext);
    assertThat(decrypt(renewed, NONE)).isEqualTo("text");
  }

  @Test
  void reEncrypt_inAnotherContext_refused() {
    assertRefused(deeds.reEncrypting(encrypt("text", HERE), keyId));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 24, 32, 1_024})
  void dataKey_ofAnyLength_opens(int length) {
    Deeds.DataKey made = deeds.dataKey(keyId, length);

    assertThat(made.plaintext()).hasSize(length);
    assertThat(deeds.openDataKey(keyId, made.wrapped(), length)).isEqualTo(made.plaintext());
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 64})
  void dataKeyAlone_opensToItsLength(int length) {
    String wrapped = deeds.dataKeyAlone(keyId, length);

    assertThat(deeds.openDataKey(keyId, wrapped, length))
        .hasSize(length)
        .isNotEqualTo(new byte[length]);
  }

  @Test
  void dataKeys_areNeverTheSame() {
    assertThat(deeds.dataKey(keyId, 32).plaintext())
        .isNotEqualTo(deeds.dataKey(keyId, 32).plaintext());
  }

  @Test
  void pair_itsHalvesFit() throws GeneralSecurityException {
    Deeds.Pair pair = deeds.pair(keyId);
    KeyFactory curves = KeyFactory.getInstance("EC");
    PrivateKey own = curves.generatePrivate(new PKCS8EncodedKeySpec(pair.privateKey()));
    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(own);
    signing.update(DIGEST);
    byte[] signature = signing.sign();

    Signature verifying = Signature.getInstance("SHA256withECDSA");
    verifying.initVerify(curves.generatePublic(new X509EncodedKeySpec(pair.publicKey())));
    verifying.update(DIGEST);
    assertThat(verifying.verify(signature)).isTrue();
  }

  @Test
  void pair_itsPrivateHalfOpens() {
    Deeds.Pair pair = deeds.pair(keyId);

    assertThat(deeds.openPrivateKey(pair)).isEqualTo(pair.privateKey());
  }

  @Test
  void sign_verifiesOutsideWithThePublicKey() throws GeneralSecurityException {
    String signing = deeds.api().newKey(Sort.SIGNING);
    byte[] signature = Base64.getDecoder().decode(deeds.sign(signing, DIGEST));
    PublicKey outside =
        KeyFactory.getInstance("EC")
            .generatePublic(new X509EncodedKeySpec(deeds.publicKey(signing)));
    Signature verifying = Signature.getInstance("NONEwithECDSA");
    verifying.initVerify(outside);
    verifying.update(DIGEST);

    assertThat(verifying.verify(signature)).isTrue();
  }

  @Test
  void verify_itsOwnMessageAndKeyOnly() {
    String signing = deeds.api().newKey(Sort.SIGNING);
    String signature = deeds.sign(signing, DIGEST);

    assertThat(deeds.verifies(signing, DIGEST, signature)).isTrue();
    assertThat(deeds.verifies(signing, OTHER_DIGEST, signature)).isFalse();
    assertThat(deeds.verifies(deeds.api().newKey(Sort.SIGNING), DIGEST, signature)).isFalse();
  }

  @Test
  void publicKey_staysTheSame_andIsNoOthers() {
    String signing = deeds.api().newKey(Sort.SIGNING);

    assertThat(deeds.publicKey(signing)).isEqualTo(deeds.publicKey(signing));
    assertThat(deeds.publicKey(signing))
        .isNotEqualTo(deeds.publicKey(deeds.api().newKey(Sort.SIGNING)));
  }

  @Test
  void mac_isOfTheMessageAndTheKey() {
    String coding = deeds.api().newKey(Sort.MAC);
    String mac = deeds.mac(coding, DIGEST);

    assertThat(Base64.getDecoder().decode(mac)).hasSize(32);
    assertThat(deeds.mac(coding, DIGEST)).isEqualTo(mac);
    assertThat(deeds.mac(coding, OTHER_DIGEST)).isNotEqualTo(mac);
    assertThat(deeds.mac(deeds.api().newKey(Sort.MAC), DIGEST)).isNotEqualTo(mac);
  }

  @Test
  void verifyMac_itsOwnMessageAndKeyOnly() {
    String coding = deeds.api().newKey(Sort.MAC);
    String mac = deeds.mac(coding, DIGEST);

    assertThat(deeds.verifiesMac(coding, DIGEST, mac)).isTrue();
    assertThat(deeds.verifiesMac(coding, OTHER_DIGEST, mac)).isFalse();
    assertThat(deeds.verifiesMac(deeds.api().newKey(Sort.MAC), DIGEST, mac)).isFalse();
  }
}
