package io.strongroom.function.putencryptionconfiguration;

import io.strongroom.protocol.http.Function;
import io.strongroom.runtime.http.HostedFunction;
import jakarta.inject.Singleton;

/** Makes this process serve {@code put-encryption-configuration}. */
@Singleton
public final class PutEncryptionConfigurationFunction implements HostedFunction {

  @Override
  public Function function() {
    return Function.PUT_ENCRYPTION_CONFIGURATION;
  }
}
