package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.RFC5649WrapEngine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.IncorrectKeyMaterialException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.InvalidImportTokenException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;

/** Key material from outside, wrapped by the JDK. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ImportTest {

  private static final byte[] MATERIAL = new byte[32];

  static {
    Arrays.fill(MATERIAL, (byte) 7);
  }

  @Inject KmsEndpoint endpoint;

  private KmsClient kms;

  @BeforeEach
  void connect() {
    kms = Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "ca-central-1");
  }

  @AfterEach
  void disconnect() {
    kms.close();
  }

  private String newKey() {
    return newKey("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
  }

  private String newKey(String spec, String usage) {
    return kms.createKey(r -> r.origin(OriginType.EXTERNAL).keySpec(spec).keyUsage(usage))
        .keyMetadata()
        .keyId();
  }

  private static byte[] oaep(PublicKey key, String hash, byte[] text)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        key,
        new OAEPParameterSpec(
            hash, "MGF1", new MGF1ParameterSpec(hash), PSource.PSpecified.DEFAULT));
    return cipher.doFinal(text);
  }

  private static byte[] wrap(PublicKey key, String algorithm, byte[] material)
      throws GeneralSecurityException {
    String hash = algorithm.endsWith("256") ? "SHA-256" : "SHA-1";
    if (algorithm.startsWith("RSAES")) {
      return oaep(key, hash, material);
    }
    SecretKey aes = KeyGenerator.getInstance("AES").generateKey();
    RFC5649WrapEngine engine = new RFC5649WrapEngine(AESEngine.newInstance());
    engine.init(true, new KeyParameter(aes.getEncoded()));
    byte[] first = oaep(key, hash, aes.getEncoded());
    byte[] second = engine.wrap(material, 0, material.length);
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private String accept(String keyId, String algorithm, byte[] material, @Nullable Duration life)
      throws GeneralSecurityException {
    var parameters =
        kms.getParametersForImport(
            r -> r.keyId(keyId).wrappingAlgorithm(algorithm).wrappingKeySpec("RSA_2048"));
    PublicKey publicKey =
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(parameters.publicKey().asByteArray()));
    byte[] wrapped = wrap(publicKey, algorithm, material);
    Instant validTo = life == null ? null : Instant.now().plus(life);
    return kms.importKeyMaterial(
            r ->
                r.keyId(keyId)
                    .importToken(parameters.importToken())
                    .encryptedKeyMaterial(SdkBytes.fromByteArray(wrapped))
                    .expirationModel(
                        validTo == null
                            ? ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE
                            : ExpirationModelType.KEY_MATERIAL_EXPIRES)
                    .validTo(validTo))
        .keyMaterialId();
  }

  private KeyMetadata describe(String keyId) {
    return kms.describeKey(r -> r.keyId(keyId)).keyMetadata();
  }

  private SdkBytes encrypt(String keyId) {
    return kms.encrypt(r -> r.keyId(keyId).plaintext(SdkBytes.fromUtf8String("text")))
        .ciphertextBlob();
  }

  private String decrypt(SdkBytes ciphertext) {
    return kms.decrypt(r -> r.ciphertextBlob(ciphertext)).plaintext().asUtf8String();
  }

  @Test
  void createKey_external_waitsForMaterial() {
    String keyId = newKey();
    KeyMetadata metadata = describe(keyId);

    assertThat(metadata.keyState()).isEqualTo(KeyState.PENDING_IMPORT);
    assertThat(metadata.enabled()).isFalse();
    assertThat(metadata.origin()).isEqualTo(OriginType.EXTERNAL);
    assertThat(metadata.currentKeyMaterialId()).isNull();
    assertThat(metadata.expirationModel()).isNull();
    assertThatThrownBy(() -> encrypt(keyId))
        .isInstanceOf(KmsInvalidStateException.class)
        .hasMessageContaining("is pending import.");
    assertThatThrownBy(() -> kms.enableKey(r -> r.keyId(keyId)))
        .isInstanceOf(KmsInvalidStateException.class);
  }

  @Test
  void importKeyMaterial_everyAlgorithm_bringsTheKeyIntoUse() throws Exception {
    for (String algorithm :
        new String[] {
          "RSAES_OAEP_SHA_1",
          "RSAES_OAEP_SHA_256",
          "RSA_AES_KEY_WRAP_SHA_1",
          "RSA_AES_KEY_WRAP_SHA_256"
        }) {
      String keyId = newKey();
      String materialId = accept(keyId, algorithm, MATERIAL, null);

      assertThat(describe(keyId).keyState()).isEqualTo(KeyState.ENABLED);
      assertThat(describe(keyId).currentKeyMaterialId()).isEqualTo(materialId);
      assertThat(describe(keyId).expirationModel())
          .isEqualTo(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE);
      assertThat(decrypt(encrypt(keyId))).isEqualTo("text");
    }
  }

  @Test
  void deletedMaterial_onlyTheSameComesBack_andOpensOldCiphertexts() throws Exception {
    String keyId = newKey();
    String materialId = accept(keyId, "RSAES_OAEP_SHA_256", MATERIAL, null);
    SdkBytes ciphertext = encrypt(keyId);
    kms.deleteImportedKeyMaterial(r -> r.keyId(keyId));

    assertThat(describe(keyId).keyState()).isEqualTo(KeyState.PENDING_IMPORT);
    assertThatThrownBy(() -> decrypt(ciphertext)).isInstanceOf(KmsInvalidStateException.class);
    assertThatThrownBy(() -> accept(keyId, "RSAES_OAEP_SHA_256", new byte[32], null))
        .isInstanceOf(IncorrectKeyMaterialException.class);
    assertThat(describe(keyId).keyState()).isEqualTo(KeyState.PENDING_IMPORT);
    assertThat(accept(keyId, "RSAES_OAEP_SHA_1", MATERIAL, null)).isEqualTo(materialId);
    assertThat(decrypt(ciphertext)).isEqualTo("text");
  }

  @Test
  void importedMaterial_expires() throws Exception {
    String keyId = newKey();
    accept(keyId, "RSAES_OAEP_SHA_256", MATERIAL, Duration.ofSeconds(3));
    SdkBytes ciphertext = encrypt(keyId);
    Instant validTo = describe(keyId).validTo();
    Thread.sleep(Duration.between(Instant.now(), validTo).plusMillis(50));

    assertThat(describe(keyId).keyState()).isEqualTo(KeyState.PENDING_IMPORT);
    assertThatThrownBy(() -> decrypt(ciphertext)).isInstanceOf(KmsInvalidStateException.class);
    accept(keyId, "RSAES_OAEP_SHA_256", MATERIAL, null);
    assertThat(decrypt(ciphertext)).isEqualTo("text");
  }

  @Test
  void importKeyMaterial_wrongSizeTokenOrBytes_refused() throws Exception {
    String keyId = newKey();
    String other = newKey();
    var parameters =
        kms.getParametersForImport(
            r ->
                r.keyId(other).wrappingAlgorithm("RSAES_OAEP_SHA_256").wrappingKeySpec("RSA_2048"));

    assertThatThrownBy(() -> accept(keyId, "RSAES_OAEP_SHA_256", new byte[16], null))
        .isInstanceOf(IncorrectKeyMaterialException.class);
    for (String target : new String[] {keyId, other}) {
      assertThatThrownBy(
              () ->
                  kms.importKeyMaterial(
                      r ->
                          r.keyId(target)
                              .importToken(parameters.importToken())
                              .expirationModel(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE)
                              .encryptedKeyMaterial(SdkBytes.fromByteArray(new byte[256]))))
          .isInstanceOf(
              target.equals(other)
                  ? InvalidCiphertextException.class
                  : InvalidImportTokenException.class);
    }
  }

  @Test
  void importKeyMaterial_expiringWithoutDateOrInThePast_refused() {
    String keyId = newKey();

    assertThatThrownBy(() -> accept(keyId, "RSAES_OAEP_SHA_256", MATERIAL, Duration.ofDays(-1)))
        .isInstanceOf(KmsException.class)
        .hasMessageContaining("validTo");
    assertThatThrownBy(
            () ->
                kms.importKeyMaterial(
                    r ->
                        r.keyId(keyId)
                            .importToken(SdkBytes.fromUtf8String("x"))
                            .encryptedKeyMaterial(SdkBytes.fromUtf8String("x"))))
        .hasMessageContaining(
            "A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES");
  }

  @Test
  void importedKeys_doNotRotate_andOwnKeysTakeNoMaterial() {
    String imported = newKey();
    String own = kms.createKey().keyMetadata().keyId();

    assertThatThrownBy(() -> kms.enableKeyRotation(r -> r.keyId(imported)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("origin is EXTERNAL which is not valid for this operation.");
    assertThatThrownBy(
            () ->
                kms.getParametersForImport(
                    r ->
                        r.keyId(own)
                            .wrappingAlgorithm("RSAES_OAEP_SHA_256")
                            .wrappingKeySpec("RSA_2048")))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("origin is AWS_KMS which is not valid for this operation.");
  }

  @Test
  void importedPair_signs() throws Exception {
    String keyId = newKey("ECC_NIST_P256", "SIGN_VERIFY");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    var pair = generator.generateKeyPair();
    accept(keyId, "RSA_AES_KEY_WRAP_SHA_256", pair.getPrivate().getEncoded(), null);
    SdkBytes message = SdkBytes.fromUtf8String("words");

    byte[] published = kms.getPublicKey(r -> r.keyId(keyId)).publicKey().asByteArray();
    byte[] signature =
        kms.sign(r -> r.keyId(keyId).signingAlgorithm("ECDSA_SHA_256").message(message))
            .signature()
            .asByteArray();

    assertThat(published).isEqualTo(pair.getPublic().getEncoded());
    var verifier = java.security.Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(pair.getPublic());
    verifier.update(message.asByteArray());
    assertThat(verifier.verify(signature)).isTrue();
    assertThatThrownBy(
            () ->
                accept(
                    newKey("ECC_NIST_P384", "SIGN_VERIFY"),
                    "RSA_AES_KEY_WRAP_SHA_256",
                    pair.getPrivate().getEncoded(),
                    null))
        .isInstanceOf(IncorrectKeyMaterialException.class);
  }

  @Test
  void importedPair_ofRsaAndHmac_accepted() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String rsa = newKey("RSA_2048", "ENCRYPT_DECRYPT");
    String hmac = newKey("HMAC_256", "GENERATE_VERIFY_MAC");
    accept(
        rsa,
        "RSA_AES_KEY_WRAP_SHA_256",
        generator.generateKeyPair().getPrivate().getEncoded(),
        null);
    accept(hmac, "RSAES_OAEP_SHA_256", MATERIAL, null);

    assertThat(describe(rsa).keyState()).isEqualTo(KeyState.ENABLED);
    assertThat(
            kms.generateMac(
                    r ->
                        r.keyId(hmac)
                            .macAlgorithm("HMAC_SHA_256")
                            .message(SdkBytes.fromUtf8String("m")))
                .mac()
                .asByteArray())
        .hasSize(32);
  }
}
