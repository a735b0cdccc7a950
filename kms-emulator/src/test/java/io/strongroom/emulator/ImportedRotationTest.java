package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlgorithmSpec;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.ImportType;
import software.amazon.awssdk.services.kms.model.IncludeKeyMaterial;
import software.amazon.awssdk.services.kms.model.IncorrectKeyMaterialException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;
import software.amazon.awssdk.services.kms.model.WrappingKeySpec;

/** Keys whose material comes from outside get their next generation from there, too. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ImportedRotationTest {

  private static final byte[] FIRST = filled(1);
  private static final byte[] SECOND = filled(2);

  @Inject KmsEndpoint endpoint;

  private KmsClient kms;
  private String keyId;

  @BeforeEach
  void connect() throws GeneralSecurityException {
    kms = Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "sa-east-1");
    keyId = kms.createKey(r -> r.origin(OriginType.EXTERNAL)).keyMetadata().keyId();
    give(FIRST, Optional.empty());
  }

  @AfterEach
  void disconnect() {
    kms.close();
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private String give(byte[] material, Optional<ImportType> type) throws GeneralSecurityException {
    var parameters =
        kms.getParametersForImport(
            r ->
                r.keyId(keyId)
                    .wrappingAlgorithm(AlgorithmSpec.RSAES_OAEP_SHA_256)
                    .wrappingKeySpec(WrappingKeySpec.RSA_2048));
    PublicKey publicKey =
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(parameters.publicKey().asByteArray()));
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        publicKey,
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    byte[] wrapped = cipher.doFinal(material);
    return kms.importKeyMaterial(
            r -> {
              r.keyId(keyId)
                  .importToken(parameters.importToken())
                  .encryptedKeyMaterial(SdkBytes.fromByteArray(wrapped))
                  .keyMaterialDescription("of " + material[0])
                  .expirationModel(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE);
              type.ifPresent(r::importType);
            })
        .keyMaterialId();
  }

  private String giveNew(byte[] material) throws GeneralSecurityException {
    return give(material, Optional.of(ImportType.NEW_KEY_MATERIAL));
  }

  private KeyMetadata metadata() {
    return kms.describeKey(r -> r.keyId(keyId)).keyMetadata();
  }

  private List<RotationsListEntry> generations() {
    return kms.listKeyRotations(
            r -> r.keyId(keyId).includeKeyMaterial(IncludeKeyMaterial.ALL_KEY_MATERIAL))
        .rotations();
  }

  private SdkBytes encrypt() {
    return kms.encrypt(r -> r.keyId(keyId).plaintext(SdkBytes.fromUtf8String("text")))
        .ciphertextBlob();
  }

  private String decrypt(SdkBytes blob) {
    return kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext().asUtf8String();
  }

  @Test
  void newMaterial_waits_untilTheKeyIsRotated() throws Exception {
    String first = metadata().currentKeyMaterialId();
    SdkBytes before = encrypt();

    String second = giveNew(SECOND);

    assertThat(metadata().currentKeyMaterialId()).isEqualTo(first);
    assertThat(generations())
        .extracting(
            RotationsListEntry::keyMaterialId,
            RotationsListEntry::keyMaterialStateAsString,
            RotationsListEntry::importStateAsString,
            RotationsListEntry::keyMaterialDescription)
        .containsExactly(
            tuple(first, "CURRENT", "IMPORTED", "of 1"),
            tuple(second, "PENDING_ROTATION", "IMPORTED", "of 2"));

    kms.rotateKeyOnDemand(r -> r.keyId(keyId));

    assertThat(metadata().currentKeyMaterialId()).isEqualTo(second);
    assertThat(generations())
        .extracting(
            RotationsListEntry::keyMaterialId,
            RotationsListEntry::keyMaterialStateAsString,
            RotationsListEntry::rotationTypeAsString)
        .containsExactly(tuple(first, "NON_CURRENT", null), tuple(second, "CURRENT", "ON_DEMAND"));
    assertThat(decrypt(before)).isEqualTo("text");
    assertThat(kms.decrypt(r -> r.ciphertextBlob(encrypt())).keyMaterialId()).isEqualTo(second);
  }

  @Test
  void rotateKeyOnDemand_nothingPending_refused() {
    assertThatThrownBy(() -> kms.rotateKeyOnDemand(r -> r.keyId(keyId)))
        .isInstanceOf(KmsInvalidStateException.class)
        .hasMessageContaining("no key material that is pending rotation");
  }

  @Test
  void secondPending_refused() throws Exception {
    giveNew(SECOND);

    assertThatThrownBy(() -> giveNew(filled(3))).isInstanceOf(KmsInvalidStateException.class);
  }

  @Test
  void newMaterial_thatTheKeyHad_refused() {
    assertThatThrownBy(() -> giveNew(FIRST)).isInstanceOf(IncorrectKeyMaterialException.class);
  }

  @Test
  void unknownMaterial_notSaidToBeNew_refused() {
    assertThatThrownBy(() -> give(SECOND, Optional.empty()))
        .isInstanceOf(IncorrectKeyMaterialException.class);
    assertThatThrownBy(() -> give(SECOND, Optional.of(ImportType.EXISTING_KEY_MATERIAL)))
        .isInstanceOf(IncorrectKeyMaterialException.class);
  }

  @Test
  void formerMaterialGone_keyWaitsForIt_andTheCurrentStaysCurrent() throws Exception {
    String first = metadata().currentKeyMaterialId();
    String second = giveNew(SECOND);
    kms.rotateKeyOnDemand(r -> r.keyId(keyId));

    kms.deleteImportedKeyMaterial(r -> r.keyId(keyId).keyMaterialId(first));

    assertThat(metadata().keyState()).isEqualTo(KeyState.PENDING_IMPORT);
    assertThatThrownBy(this::encrypt).isInstanceOf(KmsInvalidStateException.class);
    assertThat(generations().getFirst().importStateAsString()).isEqualTo("PENDING_IMPORT");
    assertThat(give(FIRST, Optional.empty())).isEqualTo(first);
    assertThat(metadata().keyState()).isEqualTo(KeyState.ENABLED);
    assertThat(metadata().currentKeyMaterialId()).isEqualTo(second);
  }

  @Test
  void pendingMaterialGone_keyStaysInUse() throws Exception {
    String second = giveNew(SECOND);

    kms.deleteImportedKeyMaterial(r -> r.keyId(keyId).keyMaterialId(second));

    assertThat(metadata().keyState()).isEqualTo(KeyState.ENABLED);
    assertThat(decrypt(encrypt())).isEqualTo("text");
    assertThatThrownBy(() -> kms.rotateKeyOnDemand(r -> r.keyId(keyId)))
        .isInstanceOf(KmsInvalidStateException.class);
    assertThat(give(SECOND, Optional.empty())).isEqualTo(second);
    kms.rotateKeyOnDemand(r -> r.keyId(keyId));
    assertThat(metadata().currentKeyMaterialId()).isEqualTo(second);
  }

  @Test
  void automaticRotation_ofImportedMaterial_unsupported() {
    assertThatThrownBy(() -> kms.enableKeyRotation(r -> r.keyId(keyId)))
        .isInstanceOf(
            software.amazon.awssdk.services.kms.model.UnsupportedOperationException.class);
  }
}
