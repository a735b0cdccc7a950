package io.strongroom.emulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operations on material from outside change. */
abstract class ImportEffectContract {

  private Deeds deeds;
  private String keyId;

  @BeforeEach
  void connect() {
    deeds = deeds();
    keyId = deeds.api().newKey(Sort.EXTERNAL);
  }

  abstract Deeds deeds();

  private void make(Op op) {
    done(deeds.api().call(op, keyId));
  }

  private static Reply done(Reply reply) {
    assertThat(reply.isDone()).as("%s", reply).isTrue();
    return reply;
  }

  private static void assertRefused(Reply reply) {
    assertThat(reply.isDone()).as("%s", reply).isFalse();
  }

  private static byte[] material(int fill) {
    byte[] material = new byte[32];
    Arrays.fill(material, (byte) fill);
    return material;
  }

  private static byte[] wrapped(Deeds.ImportOffer offer, byte[] material)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        offer.key(),
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    return cipher.doFinal(material);
  }

  private Reply importing(String key, byte[] material) throws GeneralSecurityException {
    Deeds.ImportOffer offer = deeds.importOffer(key);
    return deeds.importing(key, offer, wrapped(offer, material));
  }

  @Test
  void importMaterial_makesTheKeyUsable_untilItIsDeleted() throws GeneralSecurityException {
    assertThat(deeds.stage(keyId)).isEqualTo(Stage.PENDING_IMPORT);
    done(importing(keyId, material(7)));
    assertThat(deeds.stage(keyId)).isEqualTo(Stage.ENABLED);
    String ciphertext = deeds.ciphertext(done(deeds.encrypting(keyId, "text", Map.of())));

    make(Op.DELETE_IMPORTED_MATERIAL);
    assertThat(deeds.stage(keyId)).isEqualTo(Stage.PENDING_IMPORT);
    assertRefused(deeds.decrypting(Optional.empty(), ciphertext, Map.of()));
    done(importing(keyId, material(7)));
    assertThat(deeds.text(done(deeds.decrypting(Optional.empty(), ciphertext, Map.of()))))
        .isEqualTo("text");
  }

  @Test
  void importMaterial_otherThanBefore_refused() throws GeneralSecurityException {
    done(importing(keyId, material(7)));
    make(Op.DELETE_IMPORTED_MATERIAL);

    assertRefused(importing(keyId, material(8)));
    assertThat(deeds.stage(keyId)).isEqualTo(Stage.PENDING_IMPORT);
  }

  @Test
  void importMaterial_ofAnotherLength_refused() throws GeneralSecurityException {
    assertRefused(importing(keyId, new byte[16]));
    assertThat(deeds.stage(keyId)).isEqualTo(Stage.PENDING_IMPORT);
  }

  @Test
  void importMaterial_withAnotherKeysToken_refused() throws GeneralSecurityException {
    String other = deeds.api().newKey(Sort.EXTERNAL);
    Deeds.ImportOffer own = deeds.importOffer(keyId);
    Deeds.ImportOffer foreign = new Deeds.ImportOffer(own.key(), deeds.importOffer(other).token());

    assertRefused(deeds.importing(keyId, foreign, wrapped(own, material(7))));
    assertThat(deeds.stage(keyId)).isEqualTo(Stage.PENDING_IMPORT);
  }

  @Test
  void importMaterial_underAnotherWrapping_refused() {
    assertRefused(deeds.importing(keyId, deeds.importOffer(keyId), new byte[256]));
    assertThat(deeds.stage(keyId)).isEqualTo(Stage.PENDING_IMPORT);
  }
}
