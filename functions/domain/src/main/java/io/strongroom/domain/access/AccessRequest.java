package io.strongroom.domain.access;

import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;

/** The question whether a caller may do something, with everything the answer may depend on. */
public record AccessRequest(
    Caller caller, Action action, Resource resource, AccessConditions conditions) {

  /** A question whose answer depends on nothing else. */
  public AccessRequest(Caller caller, Action action, Resource resource) {
    this(caller, action, resource, AccessConditions.none());
  }
}
