package io.strongroom.runtime.http;

import io.strongroom.protocol.http.Function;

/**
 * A function that is part of this process: the resource at {@code /} and its id, and the list of
 * its operations. Each function's module has one.
 */
public interface HostedFunction {

  Function function();

  /** Its operations. */
  Dispatcher dispatcher();
}
