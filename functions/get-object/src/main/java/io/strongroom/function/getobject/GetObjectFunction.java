package io.strongroom.function.getobject;

import io.strongroom.protocol.http.Function;
import io.strongroom.runtime.http.HostedFunction;
import jakarta.inject.Singleton;

/** Makes this process serve {@code get-object}. */
@Singleton
public final class GetObjectFunction implements HostedFunction {

  @Override
  public Function function() {
    return Function.GET_OBJECT;
  }
}
