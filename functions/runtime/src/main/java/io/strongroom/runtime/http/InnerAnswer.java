package io.strongroom.runtime.http;

import io.strongroom.protocol.http.WireResponse;

/**
 * What came of an {@link InnerRequest}.
 *
 * @param result as the operation gives it
 * @param wire as it would have gone over the wire; whoever has it closes the content, if there is
 *     one
 */
public record InnerAnswer<R>(R result, WireResponse wire) {}
