package io.strongroom.function.putobject;

import io.strongroom.protocol.http.Function;
import io.strongroom.runtime.http.HostedFunction;
import jakarta.inject.Singleton;

/** Makes this process serve {@code put-object}. */
@Singleton
public final class PutObjectFunction implements HostedFunction {

  @Override
  public Function function() {
    return Function.PUT_OBJECT;
  }
}
