package io.strongroom.function.managebucket;

import io.strongroom.protocol.http.Function;
import io.strongroom.runtime.http.HostedFunction;
import jakarta.inject.Singleton;

/** Makes this process serve {@code manage-bucket}. */
@Singleton
public final class ManageBucketFunction implements HostedFunction {

  @Override
  public Function function() {
    return Function.MANAGE_BUCKET;
  }
}
