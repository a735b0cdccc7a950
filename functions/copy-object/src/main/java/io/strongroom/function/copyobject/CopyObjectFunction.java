package io.strongroom.function.copyobject;

import io.strongroom.protocol.http.Function;
import io.strongroom.runtime.http.HostedFunction;
import jakarta.inject.Singleton;

/** Makes this process serve {@code copy-object}. */
@Singleton
public final class CopyObjectFunction implements HostedFunction {

  @Override
  public Function function() {
    return Function.COPY_OBJECT;
  }
}
