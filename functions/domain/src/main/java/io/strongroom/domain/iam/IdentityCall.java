package io.strongroom.domain.iam;

import io.strongroom.domain.caller.Caller;
import java.util.Map;

/**
 * A call that names what is to be done to identities in its parameters.
 *
 * @param parameters by name, as they were sent
 */
public record IdentityCall(Caller caller, String action, Map<String, String> parameters) {

  public IdentityCall {
    parameters = Map.copyOf(parameters);
  }

  /** Without the parameters: they may hold secrets. */
  @Override
  public String toString() {
    return "IdentityCall[" + action + "]";
  }
}
