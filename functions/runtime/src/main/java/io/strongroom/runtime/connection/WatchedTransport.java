package io.strongroom.runtime.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.vertx.core.impl.transports.JDKTransport;
import java.util.Optional;

/**
 * Vert.x's transport, with a {@link ConnectionWatch} on every connection that is accepted,
 * whichever port it came to. Vert.x itself shows a connection only once a whole head has come.
 */
public final class WatchedTransport extends JDKTransport {

  private final Connections connections;

  WatchedTransport(Connections connections) {
    this.connections = connections;
  }

  /** What it watches. */
  public Connections connections() {
    return connections;
  }

  @Override
  public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
    ChannelFactory<? extends ServerChannel> factory = super.serverChannelFactory(domainSocket);
    return () -> {
      ServerChannel channel = factory.newChannel();
      channel.pipeline().addLast("strongroom-accept", new AcceptHandler(connections));
      return channel;
    };
  }

  /** Comes before whatever else is done with an accepted connection. */
  private static final class AcceptHandler extends ChannelInboundHandlerAdapter {
    private final Connections connections;

    AcceptHandler(Connections connections) {
      this.connections = connections;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      Channel accepted = (Channel) message;
      Optional<ConnectionWatch> watch = connections.admit();
      if (watch.isEmpty()) {
        accepted.unsafe().closeForcibly();
        return;
      }
      accepted.pipeline().addLast("strongroom-watch", watch.get());
      context.fireChannelRead(message);
    }
  }
}
