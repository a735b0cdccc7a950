package io.strongroom.emulator.auth;

import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.key.Scope;

/**
 * A request's origin.
 *
 * @param scope the caller's account in the region of the request
 */
public record Authenticated(KmsCaller caller, Scope scope) {}
