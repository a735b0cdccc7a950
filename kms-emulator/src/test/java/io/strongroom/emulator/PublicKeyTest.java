package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;

/** Encryption to public keys and key agreement, against the JDK's own algorithms. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PublicKeyTest {

  private static final byte[] SECRET =
      "thirty-two bytes to be encrypted".getBytes(StandardCharsets.UTF_8);

  @Inject KmsEndpoint endpoint;

  private KmsClient kms;
  private KmsClient china;

  @BeforeEach
  void connect() {
    kms = Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "us-west-2");
    china = Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "cn-north-1");
  }

  @AfterEach
  void disconnect() {
    kms.close();
    china.close();
  }

  private static String newKey(KmsClient client, String spec, KeyUsageType usage) {
    return client.createKey(r -> r.keySpec(spec).keyUsage(usage)).keyMetadata().keyId();
  }

  private static SdkBytes encrypt(KmsClient client, String keyId, String algorithm) {
    return client
        .encrypt(
            r ->
                r.keyId(keyId)
                    .encryptionAlgorithm(algorithm)
                    .plaintext(SdkBytes.fromByteArray(SECRET)))
        .ciphertextBlob();
  }

  private static byte[] decrypt(
      KmsClient client, String keyId, String algorithm, SdkBytes ciphertext) {
    return client
        .decrypt(r -> r.keyId(keyId).encryptionAlgorithm(algorithm).ciphertextBlob(ciphertext))
        .plaintext()
        .asByteArray();
  }

  @ParameterizedTest
  @CsvSource({"RSAES_OAEP_SHA_1, SHA-1, 214", "RSAES_OAEP_SHA_256, SHA-256, 190"})
  void rsa_encryptsAsTheJdkDoes(String algorithm, String hash, int longest) throws Exception {
    String keyId = newKey(kms, "RSA_2048", KeyUsageType.ENCRYPT_DECRYPT);
    var published = kms.getPublicKey(r -> r.keyId(keyId));
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(published.publicKey().asByteArray())),
        new OAEPParameterSpec(
            hash, "MGF1", new MGF1ParameterSpec(hash), PSource.PSpecified.DEFAULT));
    SdkBytes outside = SdkBytes.fromByteArray(cipher.doFinal(SECRET));

    assertThat(published.encryptionAlgorithmsAsStrings())
        .containsExactly("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256");
    assertThat(decrypt(kms, keyId, algorithm, outside)).isEqualTo(SECRET);
    assertThat(decrypt(kms, keyId, algorithm, encrypt(kms, keyId, algorithm))).isEqualTo(SECRET);
    assertThatThrownBy(
            () ->
                kms.encrypt(
                    r ->
                        r.keyId(keyId)
                            .encryptionAlgorithm(algorithm)
                            .plaintext(SdkBytes.fromByteArray(new byte[longest + 1]))))
        .hasMessageContaining(
            "Algorithm %s and key spec RSA_2048 cannot encrypt data larger than %d bytes."
                .formatted(algorithm, longest));
  }

  @Test
  void rsa_wrongAlgorithmContextOrBytes_refused() {
    String keyId = newKey(kms, "RSA_2048", KeyUsageType.ENCRYPT_DECRYPT);
    SdkBytes ciphertext = encrypt(kms, keyId, "RSAES_OAEP_SHA_256");

    assertThatThrownBy(() -> decrypt(kms, keyId, "RSAES_OAEP_SHA_1", ciphertext))
        .isInstanceOf(InvalidCiphertextException.class);
    assertThatThrownBy(() -> decrypt(kms, keyId, "SYMMETRIC_DEFAULT", ciphertext))
        .isInstanceOf(InvalidKeyUsageException.class)
        .hasMessageContaining(
            "Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.");
    assertThatThrownBy(
            () -> decrypt(kms, keyId, "RSAES_OAEP_SHA_256", SdkBytes.fromByteArray(new byte[300])))
        .isInstanceOf(InvalidCiphertextException.class);
    assertThatThrownBy(
            () ->
                kms.encrypt(
                    r ->
                        r.keyId(keyId)
                            .encryptionAlgorithm("RSAES_OAEP_SHA_256")
                            .encryptionContext(Map.of("a", "b"))
                            .plaintext(SdkBytes.fromByteArray(SECRET))))
        .isInstanceOf(KmsException.class);
    assertThatThrownBy(() -> kms.generateDataKey(r -> r.keyId(keyId).keySpec(DataKeySpec.AES_256)))
        .isInstanceOf(InvalidKeyUsageException.class);
  }

  @Test
  void reEncrypt_fromPublicKeyToSymmetricAndBack() {
    String pair = newKey(kms, "RSA_2048", KeyUsageType.ENCRYPT_DECRYPT);
    String symmetric = kms.createKey().keyMetadata().keyId();

    var there =
        kms.reEncrypt(
            r ->
                r.ciphertextBlob(encrypt(kms, pair, "RSAES_OAEP_SHA_256"))
                    .sourceKeyId(pair)
                    .sourceEncryptionAlgorithm("RSAES_OAEP_SHA_256")
                    .destinationKeyId(symmetric)
                    .destinationEncryptionContext(Map.of("a", "b")));
    var back =
        kms.reEncrypt(
            r ->
                r.ciphertextBlob(there.ciphertextBlob())
                    .sourceEncryptionContext(Map.of("a", "b"))
                    .destinationKeyId(pair)
                    .destinationEncryptionAlgorithm("RSAES_OAEP_SHA_1"));

    assertThat(decrypt(kms, pair, "RSAES_OAEP_SHA_1", back.ciphertextBlob())).isEqualTo(SECRET);
    assertThat(there.sourceKeyMaterialId()).isNull();
    assertThat(back.sourceKeyMaterialId()).isNotEmpty();
  }

  @Test
  void sm2_inChina_encryptsAndSigns() throws Exception {
    String encrypting = newKey(china, "SM2", KeyUsageType.ENCRYPT_DECRYPT);
    String signing = newKey(china, "SM2", KeyUsageType.SIGN_VERIFY);
    byte[] signature =
        china
            .sign(
                r ->
                    r.keyId(signing)
                        .signingAlgorithm("SM2DSA")
                        .message(SdkBytes.fromByteArray(SECRET)))
            .signature()
            .asByteArray();

    assertThat(decrypt(china, encrypting, "SM2PKE", encrypt(china, encrypting, "SM2PKE")))
        .isEqualTo(SECRET);
    SM2Signer verifier = new SM2Signer();
    var publicKey =
        (ECPublicKeyParameters)
            PublicKeyFactory.createKey(
                china.getPublicKey(r -> r.keyId(signing)).publicKey().asByteArray());
    verifier.init(
        false,
        new ParametersWithID(publicKey, "1234567812345678".getBytes(StandardCharsets.US_ASCII)));
    verifier.update(SECRET, 0, SECRET.length);
    assertThat(verifier.verifySignature(signature)).isTrue();
  }

  @Test
  void sm2_tamperedCiphertext_invalid() {
    String keyId = newKey(china, "SM2", KeyUsageType.ENCRYPT_DECRYPT);
    byte[] ciphertext = encrypt(china, keyId, "SM2PKE").asByteArray();
    for (int i = 0; i < ciphertext.length; i++) {
      byte[] changed = ciphertext.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> decrypt(china, keyId, "SM2PKE", SdkBytes.fromByteArray(changed)))
          .as("byte %d", i)
          .isInstanceOf(InvalidCiphertextException.class);
    }
  }

  @Test
  void sm2_outsideOfChina_unsupported() {
    assertThatThrownBy(() -> newKey(kms, "SM2", KeyUsageType.SIGN_VERIFY))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @CsvSource({"ECC_NIST_P256, secp256r1", "ECC_NIST_P521, secp521r1"})
  void deriveSharedSecret_isWhatTheOtherPartyDerives(String spec, String curve) throws Exception {
    String keyId = newKey(kms, spec, KeyUsageType.KEY_AGREEMENT);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    KeyPair peer = generator.generateKeyPair();
    byte[] published = kms.getPublicKey(r -> r.keyId(keyId)).publicKey().asByteArray();
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(peer.getPrivate());
    agreement.doPhase(
        KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(published)), true);

    var derived =
        kms.deriveSharedSecret(
            r ->
                r.keyId(keyId)
                    .keyAgreementAlgorithm("ECDH")
                    .publicKey(SdkBytes.fromByteArray(peer.getPublic().getEncoded())));

    assertThat(derived.sharedSecret().asByteArray()).isEqualTo(agreement.generateSecret());
  }

  @Test
  void deriveSharedSecret_foreignCurveOrUsage_refused() throws Exception {
    String keyId = newKey(kms, "ECC_NIST_P256", KeyUsageType.KEY_AGREEMENT);
    String signing = newKey(kms, "ECC_NIST_P384", KeyUsageType.SIGN_VERIFY);
    SdkBytes other = kms.getPublicKey(r -> r.keyId(signing)).publicKey();

    for (SdkBytes peer : new SdkBytes[] {other, SdkBytes.fromUtf8String("nonsense")}) {
      assertThatThrownBy(
              () ->
                  kms.deriveSharedSecret(
                      r -> r.keyId(keyId).keyAgreementAlgorithm("ECDH").publicKey(peer)))
          .isInstanceOf(KmsException.class)
          .hasMessageContaining("not valid for the key agreement");
    }
    assertThatThrownBy(
            () ->
                kms.deriveSharedSecret(
                    r -> r.keyId(signing).keyAgreementAlgorithm("ECDH").publicKey(other)))
        .isInstanceOf(InvalidKeyUsageException.class);
  }
}
