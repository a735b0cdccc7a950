package io.strongroom.runtime.http;

import io.strongroom.protocol.http.Function;

/** Says that a function is part of this process; implemented once by each function's module. */
public interface HostedFunction {

  Function function();
}
