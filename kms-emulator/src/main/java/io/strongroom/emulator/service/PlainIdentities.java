package io.strongroom.emulator.service;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Identities that have no policies of their own, unless the application has more. */
@ApplicationScoped
class PlainIdentities {

  @Produces
  @Singleton
  @DefaultBean
  CallerPolicies policies() {
    return caller -> Optional.empty();
  }
}
