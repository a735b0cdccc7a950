package io.strongroom.gateway;

import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.emulator.auth.KeyLookup;
import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.service.CallerPolicies;
import io.strongroom.runtime.config.CredentialsFile;
import io.strongroom.runtime.identity.StoredKeys;
import io.strongroom.signing.Credentials;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Who may call the bundled KMS: the users of the file of access keys, those of the database by what
 * their policies let them, and the object functions on behalf of both.
 */
final class BundledKmsCredentials {

  @Produces
  @Singleton
  Credentials credentials(CredentialsFile file, StoredKeys stored) {
    Credentials ofFile = file.withService();
    return accessKeyId -> ofFile.find(accessKeyId).or(() -> stored.lasting(accessKeyId));
  }

  @Produces
  @Singleton
  KeyLookup lookup(CredentialsFile file, StoredKeys stored) {
    Credentials ofFile = file.withService();
    return accessKeyId ->
        ofFile.find(accessKeyId).isPresent() ? Optional.empty() : stored.load(accessKeyId);
  }

  /** Users of the file go on as before: what a key's policy gives to the account is theirs. */
  @Produces
  @Singleton
  CallerPolicies policies(StoredKeys stored) {
    return caller -> identity(stored, caller).map(known -> known.held().with(Optional.empty()));
  }

  private static Optional<CallerIdentity> identity(StoredKeys stored, KmsCaller caller) {
    return caller.accessKey().flatMap(stored::owner).filter(known -> !known.isRoot());
  }
}
