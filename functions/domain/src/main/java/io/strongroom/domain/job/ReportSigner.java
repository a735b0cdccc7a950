package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.envelope.IdentitySeals;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.port.AccessKeys;
import io.strongroom.domain.port.ReportKeys;
import io.strongroom.domain.port.ReportKeys.Pair;
import io.strongroom.domain.port.Workers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * Signs statements with Ed25519 (RFC 8032), under a key that is made once for all processes and
 * kept sealed. Thread-safe.
 */
public final class ReportSigner {

  private static final String ALGORITHM = "Ed25519";

  /** Bound to the sealed key, so that it passes for no secret of an access key. */
  private static final String PURPOSE = "report-signer";

  private final ReportKeys stored;
  private final AccessKeys sealing;
  private final IdentitySeals seals;
  private final Workers workers;

  public ReportSigner(ReportKeys stored, AccessKeys sealing, IdentitySeals seals, Workers workers) {
    this.stored = stored;
    this.sealing = sealing;
    this.seals = seals;
    this.workers = workers;
  }

  /**
   * A signature.
   *
   * @param publicKey X.509 encoding
   */
  public record Signed(WrappedKey signature, WrappedKey publicKey) {}

  /** Signs the UTF-8 bytes of a text. */
  Uni<Signed> sign(String text) {
    return pair()
        .chain(
            pair ->
                Ownership.using(
                        seals.open(pair.privateKey(), PURPOSE),
                        key -> workers.call(() -> sign(key, text)))
                    .map(signature -> new Signed(signature, pair.publicKey())));
  }

  /** Whether this service signed it. */
  Uni<Boolean> verify(String text, WrappedKey signature) {
    return pair().chain(pair -> workers.call(() -> verify(pair.publicKey(), text, signature)));
  }

  private Uni<Pair> pair() {
    return stored
        .find()
        .chain(found -> found.map(pair -> Uni.createFrom().item(pair)).orElseGet(this::make));
  }

  /** Two processes may make one at once; what counts is what was kept. */
  private Uni<Pair> make() {
    return workers
        .call(() -> KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair())
        .chain(this::sealed)
        .chain(stored::add)
        .chain(stored::find)
        .map(Optional::orElseThrow);
  }

  private Uni<Pair> sealed(KeyPair made) {
    return Ownership.using(
        Uni.createFrom().item(() -> SecretBytes.adopt(made.getPrivate().getEncoded())),
        secret ->
            seals
                .seal(secret, PURPOSE, sealing)
                .map(closed -> new Pair(WrappedKey.of(made.getPublic().getEncoded()), closed)));
  }

  private static WrappedKey sign(SecretBytes key, String text) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(ALGORITHM);
    byte[] encoded = key.use(byte[]::clone);
    try {
      signature.initSign(
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return WrappedKey.of(signature.sign());
  }

  private static boolean verify(WrappedKey publicKey, String text, WrappedKey given)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(ALGORITHM);
    signature.initVerify(
        KeyFactory.getInstance(ALGORITHM)
            .generatePublic(new X509EncodedKeySpec(publicKey.bytes())));
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    try {
      return signature.verify(given.bytes());
    } catch (GeneralSecurityException notOne) {
      return false;
    }
  }
}
