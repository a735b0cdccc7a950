package io.strongroom.emulator.http;

import io.strongroom.signing.SignableRequest;
import io.vertx.core.buffer.Buffer;

/**
 * A request as received.
 *
 * @param requestId made here; named in the answer, the log and the record
 * @param peer address of the sender
 */
public record KmsRequest(SignableRequest head, Buffer body, String requestId, String peer) {}
