package io.strongroom.protocol.http;

import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.signing.Credential;
import io.strongroom.signing.Credentials;
import java.time.Instant;
import java.util.Optional;

/**
 * Access keys, and who signs with them. Thread-safe. An answer may be up to a second old, and may
 * block the virtual thread that asks.
 */
public interface Signers extends Credentials {

  /**
   * Who signs with an access key.
   *
   * @param token of temporary keys
   */
  record Signer(CallerIdentity identity, Optional<Token> token) {}

  /**
   * What has to come with every request of a temporary key.
   *
   * @param hash SHA-256 of the token
   */
  record Token(WrappedKey hash, Instant expiresAt) {}

  /** Empty when the key is not there, or may not be used any more. */
  Optional<Signer> signer(String accessKeyId);

  /** Permanent keys of people who have no policies. */
  static Signers plain(Credentials credentials) {
    return new Signers() {
      @Override
      public Optional<Credential> find(String accessKeyId) {
        return credentials.find(accessKeyId);
      }

      @Override
      public Optional<Signer> signer(String accessKeyId) {
        return credentials
            .find(accessKeyId)
            .map(
                known ->
                    new Signer(
                        CallerIdentity.named(
                            known.principal(),
                            AccountId.of(known.account()),
                            CallerIdentity.Held.NOTHING),
                        Optional.empty()));
      }
    };
  }
}
