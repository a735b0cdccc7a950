package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsInvalidSignatureException;

/** Signatures by lattices, checked by the JDK's own implementation. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class MlDsaTest {

  private static final SdkBytes MESSAGE = SdkBytes.fromUtf8String("message");

  @Inject KmsEndpoint endpoint;

  private KmsClient kms;

  @BeforeEach
  void connect() {
    kms = Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "eu-north-1");
  }

  @AfterEach
  void disconnect() {
    kms.close();
  }

  private String newKey(String spec) {
    return kms.createKey(r -> r.keySpec(spec).keyUsage(KeyUsageType.SIGN_VERIFY))
        .keyMetadata()
        .keyId();
  }

  private SdkBytes sign(String keyId, String type, SdkBytes message) {
    return kms.sign(
            r ->
                r.keyId(keyId)
                    .message(message)
                    .messageType(type)
                    .signingAlgorithm("ML_DSA_SHAKE_256"))
        .signature();
  }

  private boolean verify(String keyId, String type, SdkBytes message, SdkBytes signature) {
    return kms.verify(
            r ->
                r.keyId(keyId)
                    .message(message)
                    .messageType(type)
                    .signature(signature)
                    .signingAlgorithm("ML_DSA_SHAKE_256"))
        .signatureValid();
  }

  private PublicKey publicKey(String keyId) throws GeneralSecurityException {
    byte[] encoded = kms.getPublicKey(r -> r.keyId(keyId)).publicKey().asByteArray();
    return KeyFactory.getInstance("ML-DSA").generatePublic(new X509EncodedKeySpec(encoded));
  }

  @ParameterizedTest
  @CsvSource({"ML_DSA_44, 2420", "ML_DSA_65, 3309", "ML_DSA_87, 4627"})
  void signature_ofItsSize_validElsewhere(String spec, int size) throws Exception {
    String keyId = newKey(spec);
    SdkBytes made = sign(keyId, "RAW", MESSAGE);

    assertThat(made.asByteArray()).hasSize(size);
    assertThat(verify(keyId, "RAW", MESSAGE, made)).isTrue();
    Signature jdk = Signature.getInstance("ML-DSA");
    jdk.initVerify(publicKey(keyId));
    jdk.update(MESSAGE.asByteArray());
    assertThat(jdk.verify(made.asByteArray())).isTrue();
  }

  @Test
  void representative_madeByTheCaller_signsTheMessage() throws Exception {
    String keyId = newKey("ML_DSA_65");
    SdkBytes mu = SdkBytes.fromByteArray(representative(publicKey(keyId), MESSAGE.asByteArray()));

    SdkBytes made = sign(keyId, "EXTERNAL_MU", mu);

    assertThat(verify(keyId, "RAW", MESSAGE, made)).isTrue();
    assertThat(verify(keyId, "EXTERNAL_MU", mu, sign(keyId, "RAW", MESSAGE))).isTrue();
  }

  /** FIPS 204, algorithm 7, line 6, with an empty context. */
  private static byte[] representative(PublicKey key, byte[] message) {
    byte[] encoded =
        SubjectPublicKeyInfo.getInstance(key.getEncoded()).getPublicKeyData().getBytes();
    SHAKEDigest hash = new SHAKEDigest(256);
    byte[] ofKey = new byte[64];
    hash.update(encoded, 0, encoded.length);
    hash.doFinal(ofKey, 0, 64);
    byte[] mu = new byte[64];
    hash.update(ofKey, 0, 64);
    hash.update(new byte[] {0, 0}, 0, 2);
    hash.update(message, 0, message.length);
    hash.doFinal(mu, 0, 64);
    return mu;
  }

  @Test
  void otherMessage_orKey_invalid() {
    String keyId = newKey("ML_DSA_44");
    SdkBytes made = sign(keyId, "RAW", MESSAGE);

    assertThatThrownBy(() -> verify(keyId, "RAW", SdkBytes.fromUtf8String("other"), made))
        .isInstanceOf(KmsInvalidSignatureException.class);
    assertThatThrownBy(() -> verify(newKey("ML_DSA_44"), "RAW", MESSAGE, made))
        .isInstanceOf(KmsInvalidSignatureException.class);
  }

  @Test
  void messageTypes_otherThanItsOwn_refused() {
    String keyId = newKey("ML_DSA_44");
    SdkBytes digest = SdkBytes.fromByteArray(new byte[64]);

    assertThatThrownBy(() -> sign(keyId, "DIGEST", digest))
        .hasMessageContaining("MessageType DIGEST is not supported by algorithm ML_DSA_SHAKE_256");
    assertThatThrownBy(() -> sign(keyId, "EXTERNAL_MU", SdkBytes.fromByteArray(new byte[63])))
        .hasMessageContaining("invalid length");
    String elliptic = newKey("ECC_NIST_P256");
    assertThatThrownBy(
            () ->
                kms.sign(
                    r ->
                        r.keyId(elliptic)
                            .message(digest)
                            .messageType("EXTERNAL_MU")
                            .signingAlgorithm("ECDSA_SHA_256")))
        .hasMessageContaining("MessageType EXTERNAL_MU is not supported");
  }

  @Test
  void dataKeyPair_ofLattices_unknown() {
    String keyId = kms.createKey().keyMetadata().keyId();
    assertThatThrownBy(() -> kms.generateDataKeyPair(r -> r.keyId(keyId).keyPairSpec("ML_DSA_44")))
        .hasMessageContaining("keyPairSpec");
  }
}
