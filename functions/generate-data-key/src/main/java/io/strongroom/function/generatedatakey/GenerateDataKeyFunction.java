package io.strongroom.function.generatedatakey;

import io.strongroom.protocol.http.Function;
import io.strongroom.runtime.http.HostedFunction;
import jakarta.inject.Singleton;

/** Makes this process serve {@code generate-data-key}. */
@Singleton
public final class GenerateDataKeyFunction implements HostedFunction {

  @Override
  public Function function() {
    return Function.GENERATE_DATA_KEY;
  }
}
