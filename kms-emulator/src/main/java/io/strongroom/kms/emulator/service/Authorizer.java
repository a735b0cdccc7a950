package io.strongroom.kms.emulator.service;

import io.strongroom.kms.emulator.key.Caller;
import io.strongroom.kms.emulator.key.KmsError;
import io.strongroom.kms.emulator.key.KmsKey;
import io.strongroom.kms.emulator.key.KmsRefusal;
import jakarta.enterprise.context.ApplicationScoped;

/** Decides who may use a key. Thread-safe. */
@ApplicationScoped
public class Authorizer {

  Authorizer() {}

  /** Demands that {@code caller} may do {@code action}, for example {@code kms:Decrypt}. */
  public void require(Caller caller, String action, KmsKey key) {
    if (!caller.account().equals(key.arn().scope().account())) {
      throw KmsRefusal.of(
          KmsError.ACCESS_DENIED,
          "User: "
              + caller.principal()
              + " is not authorized to perform: "
              + action
              + " on resource: "
              + key.arn()
              + " because no resource-based policy allows the "
              + action
              + " action");
    }
  }
}
