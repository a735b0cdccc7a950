package io.strongroom.runtime.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends connections at once. */
public final class Cut {

  private Cut() {}

  /**
   * Closes a connection without waiting for what is still to be written: Vert.x's own way to close
   * does wait, and a client that takes nothing would keep what it was to be rid of. On any thread.
   */
  public static void off(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      Channel channel = base.channel();
      channel.eventLoop().execute(() -> off(channel));
    } else {
      throw new IllegalStateException("a connection of another kind: " + connection.getClass());
    }
  }

  private static void off(Channel channel) {
    ChannelHandlerContext nextToSocket = channel.pipeline().firstContext();
    if (nextToSocket != null) {
      ChannelFuture _ = nextToSocket.close();
    }
  }
}
