package io.strongroom.domain.envelope;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.SecretWrap;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.identity.SealingKey;
import io.strongroom.domain.identity.StoredKey.SealedSecret;
import io.strongroom.domain.port.AccessKeys;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Seals the secrets of access keys, and opens them. The sealing key is wrapped by the service key
 * of the KMS, in a context that only such keys have, and is unwrapped once per process.
 * Thread-safe.
 */
public final class IdentitySeals {

  private static final int KEY_BYTES = 32;

  /** A function whose right to decrypt is limited to this context opens no stored object. */
  private static final EncryptionContext CONTEXT =
      EncryptionContext.empty().with(Contexts.USE, "identity");

  private final Supplier<KeyService> kms;
  private final ServiceKeys keys;
  private final Map<UUID, SecretBytes> open = new ConcurrentHashMap<>();

  public IdentitySeals(Supplier<KeyService> kms, ServiceKeys keys) {
    this.kms = kms;
    this.keys = keys;
  }

  /** Opens a secret, which the receiver closes. */
  public Uni<SecretBytes> open(SealedSecret sealed, String accessKeyId) {
    return unwrapped(sealed.key())
        .map(key -> SecretWrap.unwrap(key, sealed.wrapped(), accessKeyId));
  }

  /**
   * Seals a secret, which stays its giver's.
   *
   * @param stored where sealing keys are kept, and one is made if there is none
   */
  public Uni<SealedSecret> seal(SecretBytes secret, String accessKeyId, AccessKeys stored) {
    return current(stored)
        .chain(
            sealing ->
                unwrapped(sealing)
                    .map(
                        key ->
                            new SealedSecret(sealing, SecretWrap.wrap(key, secret, accessKeyId))));
  }

  private Uni<SealingKey> current(AccessKeys stored) {
    return stored
        .sealingKey()
        .chain(found -> found.map(key -> Uni.createFrom().item(key)).orElseGet(() -> make(stored)));
  }

  /** Two processes may make one at once; what counts is what was kept. */
  private Uni<SealingKey> make(AccessKeys stored) {
    return kms.get()
        .generateDataKey(keys.service(), KEY_BYTES, CONTEXT, Requester.service(""))
        .chain(generated -> keep(generated, stored))
        .chain(stored::sealingKey)
        .map(Optional::orElseThrow);
  }

  private static Uni<Void> keep(GeneratedDataKey generated, AccessKeys stored) {
    try (generated) {
      return stored.addSealingKey(
          new SealingKey(UUID.randomUUID(), generated.keyId(), generated.wrapped()));
    }
  }

  private Uni<SecretBytes> unwrapped(SealingKey key) {
    SecretBytes known = open.get(key.id());
    if (known != null) {
      return Uni.createFrom().item(known);
    }
    return kms.get()
        .decrypt(key.kmsKeyId().name(), key.wrapped(), CONTEXT, Requester.service(""))
        .map(unwrapped -> kept(key.id(), unwrapped.plaintext()));
  }

  private SecretBytes kept(UUID id, SecretBytes fresh) {
    SecretBytes before = open.putIfAbsent(id, fresh);
    if (before == null) {
      return fresh;
    }
    fresh.close();
    return before;
  }
}
