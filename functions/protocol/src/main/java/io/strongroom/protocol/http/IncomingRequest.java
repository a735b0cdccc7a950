package io.strongroom.protocol.http;

import io.strongroom.domain.access.Caller;
import io.strongroom.signing.PayloadIntegrity;

/**
 * A request whose operation and sender are known.
 *
 * @param integrity what the signature says about the body
 */
public record IncomingRequest(
    WireRequest wire, Route route, Caller caller, PayloadIntegrity integrity) {}
