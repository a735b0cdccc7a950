package io.strongroom.emulator.service;

import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.crypto.ImportVault;
import io.strongroom.emulator.crypto.KeyPairVault;
import io.strongroom.emulator.crypto.MaterialVault;
import io.strongroom.emulator.fault.Faults;
import io.strongroom.emulator.limit.CallCounters;
import io.strongroom.emulator.limit.HotKeys;
import io.strongroom.emulator.limit.RateLimiter;
import io.strongroom.emulator.limit.RateLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** Wires the parts that know no CDI. */
@ApplicationScoped
class KmsBeans {

  @Produces
  @Singleton
  MaterialVault vault(KmsConfig config) {
    return new MaterialVault(RootKeys.of(config));
  }

  @Produces
  @Singleton
  KeyPairVault keyPairs(MaterialVault vault) {
    return new KeyPairVault(vault);
  }

  @Produces
  @Singleton
  ImportVault imports(MaterialVault vault) {
    return new ImportVault(vault);
  }

  void close(@Disposes MaterialVault vault) {
    vault.close();
  }

  @Produces
  @Singleton
  RateLimiter rateLimiter(KmsConfig config) {
    return new RateLimiter(new RateLimits(config.requestsPerSecond(), Map.of()), System::nanoTime);
  }

  @Produces
  @Singleton
  HotKeys hotKeys() {
    return new HotKeys(System::nanoTime);
  }

  @Produces
  @Singleton
  CallCounters counters() {
    return new CallCounters();
  }

  @Produces
  @Singleton
  Faults faults() {
    return new Faults();
  }
}
