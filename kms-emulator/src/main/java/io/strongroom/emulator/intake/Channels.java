package io.strongroom.emulator.intake;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** What lies below a connection of Vert.x. */
final class Channels {

  private Channels() {}

  static Channel of(HttpConnection connection) {
    return ((ConnectionBase) connection).channelHandlerContext().channel();
  }
}
