package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeyPairSpec;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidMacException;
import software.amazon.awssdk.services.kms.model.KmsInvalidSignatureException;
import software.amazon.awssdk.services.kms.model.MessageType;

/** Signatures and codes, checked with the JDK's own algorithms. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SigningTest {

  private static final byte[] MESSAGE = "words to sign".getBytes(StandardCharsets.UTF_8);

  @Inject KmsEndpoint endpoint;

  private KmsClient kms;

  @BeforeEach
  void connect() {
    kms = Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "us-west-2");
  }

  @AfterEach
  void disconnect() {
    kms.close();
  }

  private String newKey(String spec, KeyUsageType usage) {
    return kms.createKey(r -> r.keySpec(spec).keyUsage(usage)).keyMetadata().keyId();
  }

  private static Signature verifier(String algorithm) throws GeneralSecurityException {
    String hash = algorithm.substring(algorithm.length() - 3);
    if (algorithm.startsWith("ECDSA")) {
      return Signature.getInstance("SHA" + hash + "withECDSA");
    }
    if (algorithm.startsWith("RSASSA_PKCS1")) {
      return Signature.getInstance("SHA" + hash + "withRSA");
    }
    Signature pss = Signature.getInstance("RSASSA-PSS");
    pss.setParameter(
        new PSSParameterSpec(
            "SHA-" + hash,
            "MGF1",
            new MGF1ParameterSpec("SHA-" + hash),
            Integer.parseInt(hash) / 8,
            1));
    return pss;
  }

  @ParameterizedTest
  @CsvSource({
    "RSA_2048, RSASSA_PSS_SHA_256",
    "RSA_2048, RSASSA_PKCS1_V1_5_SHA_512",
    "ECC_NIST_P256, ECDSA_SHA_256",
    "ECC_NIST_P384, ECDSA_SHA_384",
    "ECC_NIST_P521, ECDSA_SHA_512"
  })
  void sign_rawAndDigest_verifiableOutside(String spec, String algorithm) throws Exception {
    String keyId = newKey(spec, KeyUsageType.SIGN_VERIFY);
    byte[] encoded = kms.getPublicKey(r -> r.keyId(keyId)).publicKey().asByteArray();
    PublicKey publicKey =
        KeyFactory.getInstance(spec.startsWith("RSA") ? "RSA" : "EC")
            .generatePublic(new X509EncodedKeySpec(encoded));
    String hash = "SHA-" + algorithm.substring(algorithm.length() - 3);
    byte[] digest = MessageDigest.getInstance(hash).digest(MESSAGE);
    for (var input : Map.of(MessageType.RAW, MESSAGE, MessageType.DIGEST, digest).entrySet()) {
      SdkBytes signature =
          kms.sign(
                  r ->
                      r.keyId(keyId)
                          .signingAlgorithm(algorithm)
                          .messageType(input.getKey())
                          .message(SdkBytes.fromByteArray(input.getValue())))
              .signature();

      Signature verifier = verifier(algorithm);
      verifier.initVerify(publicKey);
      verifier.update(MESSAGE);
      assertThat(verifier.verify(signature.asByteArray())).isTrue();
      assertThat(
              kms.verify(
                      r ->
                          r.keyId(keyId)
                              .signingAlgorithm(algorithm)
                              .message(SdkBytes.fromByteArray(MESSAGE))
                              .signature(signature))
                  .signatureValid())
          .isTrue();
      assertThatThrownBy(
              () ->
                  kms.verify(
                      r ->
                          r.keyId(keyId)
                              .signingAlgorithm(algorithm)
                              .message(SdkBytes.fromUtf8String("other words"))
                              .signature(signature)))
          .isInstanceOf(KmsInvalidSignatureException.class);
    }
  }

  // The JDK knows neither secp256k1 nor a digest for Ed25519ph, so these verify each other.
  @ParameterizedTest
  @CsvSource({
    "ECC_SECG_P256K1, ECDSA_SHA_256, RAW, 71",
    "ECC_SECG_P256K1, ECDSA_SHA_256, DIGEST, 32",
    "ECC_NIST_EDWARDS25519, ED25519_SHA_512, RAW, 71",
    "ECC_NIST_EDWARDS25519, ED25519_PH_SHA_512, DIGEST, 64"
  })
  void sign_otherCurves_verified(String spec, String algorithm, MessageType type, int length) {
    String keyId = newKey(spec, KeyUsageType.SIGN_VERIFY);
    SdkBytes content = SdkBytes.fromByteArray(new byte[length]);
    SdkBytes signature =
        kms.sign(r -> r.keyId(keyId).signingAlgorithm(algorithm).messageType(type).message(content))
            .signature();
    byte[] tampered = signature.asByteArray();
    tampered[tampered.length - 1] ^= 1;

    for (byte[] tried : new byte[][] {signature.asByteArray(), tampered}) {
      var attempt =
          catchThrowable(
              () ->
                  kms.verify(
                      r ->
                          r.keyId(keyId)
                              .signingAlgorithm(algorithm)
                              .messageType(type)
                              .message(content)
                              .signature(SdkBytes.fromByteArray(tried))));
      if (tried == tampered) {
        assertThat(attempt).isInstanceOf(KmsInvalidSignatureException.class);
      } else {
        assertThat(attempt).isNull();
      }
    }
  }

  @Test
  void ed25519_signatureVerifiableOutside() throws Exception {
    String keyId = newKey("ECC_NIST_EDWARDS25519", KeyUsageType.SIGN_VERIFY);
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new X509EncodedKeySpec(
                    kms.getPublicKey(r -> r.keyId(keyId)).publicKey().asByteArray())));
    verifier.update(MESSAGE);

    assertThat(
            verifier.verify(
                kms.sign(
                        r ->
                            r.keyId(keyId)
                                .signingAlgorithm("ED25519_SHA_512")
                                .message(SdkBytes.fromByteArray(MESSAGE)))
                    .signature()
                    .asByteArray()))
        .isTrue();
  }

  @Test
  void verify_nonsenseSignature_refusedNotBroken() {
    for (String spec : new String[] {"RSA_2048", "ECC_NIST_P256", "ECC_NIST_EDWARDS25519"}) {
      String algorithm =
          switch (spec) {
            case "RSA_2048" -> "RSASSA_PSS_SHA_256";
            case "ECC_NIST_P256" -> "ECDSA_SHA_256";
            default -> "ED25519_SHA_512";
          };
      String keyId = newKey(spec, KeyUsageType.SIGN_VERIFY);
      for (int length : new int[] {1, 64, 256, 300}) {
        assertThatThrownBy(
                () ->
                    kms.verify(
                        r ->
                            r.keyId(keyId)
                                .signingAlgorithm(algorithm)
                                .message(SdkBytes.fromByteArray(MESSAGE))
                                .signature(SdkBytes.fromByteArray(new byte[length]))))
            .isInstanceOf(KmsInvalidSignatureException.class);
      }
    }
  }

  @Test
  void sign_digestOfWrongLengthOrForeignAlgorithm_refused() {
    String keyId = newKey("ECC_NIST_P256", KeyUsageType.SIGN_VERIFY);

    assertThatThrownBy(
            () ->
                kms.sign(
                    r ->
                        r.keyId(keyId)
                            .signingAlgorithm("ECDSA_SHA_256")
                            .messageType(MessageType.DIGEST)
                            .message(SdkBytes.fromByteArray(new byte[31]))))
        .isInstanceOf(KmsException.class)
        .hasMessageContaining("Digest is invalid length for algorithm ECDSA_SHA_256.");
    assertThatThrownBy(
            () ->
                kms.sign(
                    r ->
                        r.keyId(keyId)
                            .signingAlgorithm("ECDSA_SHA_384")
                            .message(SdkBytes.fromByteArray(MESSAGE))))
        .isInstanceOf(InvalidKeyUsageException.class);
    assertThatThrownBy(
            () -> kms.encrypt(r -> r.keyId(keyId).plaintext(SdkBytes.fromByteArray(MESSAGE))))
        .isInstanceOf(InvalidKeyUsageException.class)
        .hasMessageContaining("key usage is SIGN_VERIFY which is not valid for Encrypt.");
  }

  @Test
  void mac_verifiesItsOwnAndRefusesOthers() {
    String keyId = newKey("HMAC_384", KeyUsageType.GENERATE_VERIFY_MAC);
    SdkBytes mac =
        kms.generateMac(
                r ->
                    r.keyId(keyId)
                        .macAlgorithm("HMAC_SHA_384")
                        .message(SdkBytes.fromByteArray(MESSAGE)))
            .mac();

    assertThat(mac.asByteArray()).hasSize(48);
    assertThat(
            kms.verifyMac(
                    r ->
                        r.keyId(keyId)
                            .macAlgorithm("HMAC_SHA_384")
                            .message(SdkBytes.fromByteArray(MESSAGE))
                            .mac(mac))
                .macValid())
        .isTrue();
    assertThatThrownBy(
            () ->
                kms.verifyMac(
                    r ->
                        r.keyId(keyId)
                            .macAlgorithm("HMAC_SHA_384")
                            .message(SdkBytes.fromUtf8String("other"))
                            .mac(mac)))
        .isInstanceOf(KmsInvalidMacException.class);
  }

  @Test
  void generateDataKeyPair_privateKeySignsForThePublicKey() throws Exception {
    String keyId = kms.createKey().keyMetadata().keyId();
    var pair =
        kms.generateDataKeyPair(r -> r.keyId(keyId).keyPairSpec(DataKeyPairSpec.ECC_NIST_P256));
    byte[] opened =
        kms.decrypt(r -> r.ciphertextBlob(pair.privateKeyCiphertextBlob()))
            .plaintext()
            .asByteArray();

    assertThat(opened).isEqualTo(pair.privateKeyPlaintext().asByteArray());
    KeyFactory keys = KeyFactory.getInstance("EC");
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(keys.generatePrivate(new PKCS8EncodedKeySpec(opened)));
    signer.update(MESSAGE);
    byte[] signature = signer.sign();
    signer.initVerify(keys.generatePublic(new X509EncodedKeySpec(pair.publicKey().asByteArray())));
    signer.update(MESSAGE);
    assertThat(signer.verify(signature)).isTrue();
  }

  @Test
  void createKey_usageMissingOrWrong_refused() {
    assertThatThrownBy(() -> kms.createKey(r -> r.keySpec("RSA_2048")))
        .hasMessageContaining("You must specify a KeyUsage value");
    assertThatThrownBy(
            () -> kms.createKey(r -> r.keySpec("HMAC_256").keyUsage(KeyUsageType.SIGN_VERIFY)))
        .hasMessageContaining("KeyUsage SIGN_VERIFY is not compatible with KeySpec HMAC_256");
  }
}
