package io.strongroom.signing.v4;

import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.signing.Credential;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys that verified a signature last, so that a client's next request costs one HMAC and not
 * five. A key is kept for one credential, day, region and service. The key that was unused for
 * longest makes room and is zeroed. Thread-safe; waits for nothing but copies of 32 bytes.
 */
final class SigningKeys {

  private final int capacity;
  private final Map<Name, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param capacity how many keys are kept, at least one
   */
  SigningKeys(int capacity) {
    this.capacity = capacity;
  }

  private record Name(String accessKeyId, CredentialScope scope) {}

  private record Kept(Credential from, SecretBytes key) {}

  /** The key of this scope; the caller owns the result. */
  SecretBytes derive(Credential credential, CredentialScope scope) {
    synchronized (this) {
      Kept known = kept.get(new Name(credential.accessKeyId(), scope));
      if (known != null && isOf(credential, known)) {
        return known.key().copy();
      }
    }
    return scope.derive(credential.secret());
  }

  /**
   * Keeps a copy of a key under which a signature held. Keys of other requests are not kept:
   * whoever knows an access key's id could fill the room with regions.
   */
  synchronized void keep(Credential credential, CredentialScope scope, SecretBytes key) {
    Name name = new Name(credential.accessKeyId(), scope);
    Kept known = kept.get(name);
    if (known != null && isOf(credential, known)) {
      return;
    }
    if (known != null) {
      known.key().close();
    }
    kept.put(name, new Kept(credential, key.copy()));
    if (kept.size() > capacity) {
      forgetEldest();
    }
  }

  private void forgetEldest() {
    Iterator<Map.Entry<Name, Kept>> eldest = kept.entrySet().iterator();
    eldest.next().getValue().key().close();
    eldest.remove();
  }

  /** An access key may come back with another secret, which is another object. */
  private static boolean isOf(Credential credential, Kept known) {
    return known.from().equals(credential);
  }
}
