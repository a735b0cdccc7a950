package io.strongroom.gateway;

import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.domain.access.CallerConditions;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.emulator.auth.KeyLookup;
import io.strongroom.emulator.auth.SessionKeys;
import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.service.CallerPolicies;
import io.strongroom.protocol.http.Signers.Signer;
import io.strongroom.runtime.config.CredentialsFile;
import io.strongroom.runtime.identity.StoredKeys;
import io.strongroom.signing.Credentials;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Who may call the bundled KMS: the users of the file of access keys; those of the database and
 * their sessions, by what their policies let them; and the object functions on behalf of both.
 */
final class BundledKmsCredentials {

  @Produces
  @Singleton
  Credentials credentials(CredentialsFile file, StoredKeys stored) {
    Credentials ofFile = file.withService();
    return accessKeyId -> ofFile.find(accessKeyId).or(() -> stored.ready(accessKeyId));
  }

  @Produces
  @Singleton
  KeyLookup lookup(CredentialsFile file, StoredKeys stored) {
    Credentials ofFile = file.withService();
    return accessKeyId ->
        ofFile.find(accessKeyId).isPresent() ? Optional.empty() : stored.load(accessKeyId);
  }

  @Produces
  @Singleton
  SessionKeys sessions(StoredKeys stored) {
    return accessKeyId -> stored.readySigner(accessKeyId).flatMap(BundledKmsCredentials::session);
  }

  private static Optional<SessionKeys.Session> session(Signer signer) {
    return signer
        .token()
        .map(
            token ->
                new SessionKeys.Session(
                    PrincipalName.of(signer.identity().profile().withPath()),
                    token.hash(),
                    token.expiresAt()));
  }

  /** Users of the file go on as before: what a key's policy gives to the account is theirs. */
  @Produces
  @Singleton
  CallerPolicies policies(StoredKeys stored, CallerConditions conditions) {
    return caller -> identity(stored, caller).map(known -> own(known, conditions));
  }

  private static CallerPolicies.Own own(CallerIdentity known, CallerConditions conditions) {
    return new CallerPolicies.Own(
        known.names(), known.held().with(Optional.empty()), conditions.ofIdentity(known));
  }

  /** A root has no policies, but a session of it may have one. */
  private static Optional<CallerIdentity> identity(StoredKeys stored, KmsCaller caller) {
    return caller
        .accessKey()
        .flatMap(stored::readySigner)
        .map(Signer::identity)
        .filter(known -> !known.isRoot() || !known.held().equals(CallerIdentity.Held.NOTHING));
  }
}
