package io.strongroom.emulator.http;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * An answer to be sent.
 *
 * @param headers in addition to those every answer of the dialect has
 */
public record WireReply(int status, Map<String, String> headers, Buffer body, Delivery delivery) {

  /** What becomes of an answer on its way; all but the first are faults on purpose. */
  public enum Delivery {
    NORMAL,
    /** Never sent; the connection stays open. */
    HANG,
    /** Never sent; the connection breaks. */
    RESET,
    /** Half of the body is sent, then the connection breaks. */
    TRUNCATE
  }

  /** An answer that is sent as it is. */
  public static WireReply of(int status, Buffer body) {
    return new WireReply(status, Map.of(), body, Delivery.NORMAL);
  }

  /** An answer that is never sent. */
  public static WireReply lost(Delivery delivery) {
    return new WireReply(500, Map.of(), Buffer.buffer(), delivery);
  }

  /** This answer with headers. */
  public WireReply with(Map<String, String> more) {
    return new WireReply(status, Map.copyOf(more), body, delivery);
  }

  /** This answer, delivered in another way. */
  public WireReply with(Delivery other) {
    return new WireReply(status, headers, body, other);
  }
}
