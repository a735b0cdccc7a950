package io.strongroom.runtime.http;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import java.nio.ByteBuffer;

/**
 * Room outside of the heap for two steps of one download: one on its way while the other is filled.
 * It belongs to the download alone and is never given back to a pool, so that a step which a broken
 * connection still holds can never become another client's. For one thread.
 */
final class Outbox {

  private final ByteBuffer[] rooms;
  private int turn;

  /**
   * @param bytes of the largest step
   */
  Outbox(int bytes) {
    this.rooms =
        new ByteBuffer[] {ByteBuffer.allocateDirect(bytes), ByteBuffer.allocateDirect(bytes)};
  }

  /**
   * A step with the first bytes of {@code plaintext}. The step before the last must be written by
   * now: this one takes its room.
   */
  Buffer put(byte[] plaintext, int bytes) {
    ByteBuffer room = rooms[turn].clear();
    turn = 1 - turn;
    return BufferImpl.buffer(Unpooled.wrappedBuffer(room.put(plaintext, 0, bytes).flip()));
  }
}
