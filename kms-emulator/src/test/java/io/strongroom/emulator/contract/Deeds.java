package io.strongroom.emulator.contract;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a client does with keys and sees of them, in the words of neither API. What an API refuses
 * comes as its {@link Reply}.
 */
interface Deeds {

  /** The same API, operation by operation. */
  Api api();

  /**
   * A new data key.
   *
   * @param wrapped as the API spells it
   */
  record DataKey(byte[] plaintext, String wrapped) {}

  /** A new pair, both halves encoded, and its private half wrapped. */
  record Pair(byte[] publicKey, byte[] privateKey, String wrapped) {}

  /**
   * How a key is rotated.
   *
   * @param period in days, while that is on
   * @param times how often it was
   */
  record Rotation(Optional<Integer> period, int times) {}

  /** One page of names, and what leads to the next. */
  record Page(List<String> names, Optional<String> next) {}

  /** What material comes under. */
  record ImportOffer(PublicKey key, String token) {}

  Reply encrypting(String keyId, String text, Map<String, String> context);

  Reply decrypting(Optional<String> keyId, String ciphertext, Map<String, String> context);

  /** The text that {@link #decrypting} answered. */
  String text(Reply decrypted);

  /** The ciphertext that {@link #encrypting} or {@link #reEncrypting} answered. */
  String ciphertext(Reply encrypted);

  Reply reEncrypting(String ciphertext, String toKeyId);

  DataKey dataKey(String keyId, int lengthInBytes);

  /** A data key that is wrapped only. */
  String dataKeyAlone(String keyId, int lengthInBytes);

  byte[] openDataKey(String keyId, String wrapped, int lengthInBytes);

  /** On the curve P-256. */
  Pair pair(String keyId);

  byte[] openPrivateKey(Pair pair);

  /** Over a hash, with ECDSA. */
  String sign(String keyId, byte[] digest);

  boolean verifies(String keyId, byte[] digest, String signature);

  byte[] publicKey(String keyId);

  String mac(String keyId, byte[] message);

  boolean verifiesMac(String keyId, byte[] message, String mac);

  Stage stage(String keyId);

  String description(String keyId);

  void describe(String keyId, String description);

  Optional<Instant> deletionDate(String keyId);

  Map<String, String> tags(String keyId);

  void tag(String keyId, String name, String value);

  void untag(String keyId, String name);

  /** Full names, with {@code alias/}. */
  Page aliases(String keyId, int limit, Optional<String> after);

  Reply naming(String keyId, String alias);

  Reply movingAlias(String alias, String toKeyId);

  Reply deletingAlias(String keyId, String alias);

  String grant(String keyId);

  Reply revoking(String keyId, String grantId);

  Page grants(String keyId, int limit, Optional<String> after);

  Rotation rotation(String keyId);

  ImportOffer importOffer(String keyId);

  Reply importing(String keyId, ImportOffer offer, byte[] wrapped);

  /** An RSA key as it is encoded. */
  static PublicKey rsaKey(byte[] encoded) {
    try {
      return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** All names of a list, in pages of {@code limit}. */
  static Set<String> all(Function<Optional<String>, Page> list) {
    Set<String> names = new TreeSet<>();
    Optional<String> after = Optional.empty();
    do {
      Page page = list.apply(after);
      for (String name : page.names()) {
        if (!names.add(name)) {
          throw new AssertionError(name + " is on two pages");
        }
      }
      after = page.next();
    } while (after.isPresent());
    return names;
  }
}
