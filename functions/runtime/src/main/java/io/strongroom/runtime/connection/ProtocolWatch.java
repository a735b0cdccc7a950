package io.strongroom.runtime.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.vertx.core.http.impl.Http1xOrH2CHandler;

/**
 * Finds out where in a pipeline HTTP is spoken, and sets handlers around it that tell the {@link
 * ConnectionWatch} of heads and answers. With TLS that is known after the handshake only.
 */
final class ProtocolWatch {

  private final ConnectionWatch watch;
  private final HeadLimits heads;
  private boolean awaitsProtocol;
  private boolean installed;

  /**
   * @param heads limits of heads
   */
  ProtocolWatch(ConnectionWatch watch, HeadLimits heads) {
    this.watch = watch;
    this.heads = heads;
  }

  /** Does what can be done by now; to be called before bytes are passed on. */
  void install(ChannelPipeline pipeline) {
    if (installed) {
      return;
    }
    ChannelHandlerContext decoder = pipeline.context(HttpRequestDecoder.class);
    if (decoder != null) {
      installed = true;
      installAround(pipeline, decoder);
    } else if (!awaitsProtocol) {
      awaitHandshake(pipeline);
      awaitChoice(pipeline);
    }
  }

  /** Where HTTP/2 may be spoken without TLS, the first bytes say which HTTP it is. */
  private void awaitChoice(ChannelPipeline pipeline) {
    ChannelHandlerContext choice = pipeline.context(Http1xOrH2CHandler.class);
    if (choice != null) {
      awaitsProtocol = true;
      pipeline.addAfter(choice.name(), "strongroom-choice", new ChosenHandler());
    }
  }

  private void awaitHandshake(ChannelPipeline pipeline) {
    ChannelHandlerContext tls = pipeline.context(SslHandler.class);
    ChannelHandlerContext names = pipeline.context(AbstractSniHandler.class);
    ChannelHandlerContext first = tls == null ? names : tls;
    if (first != null) {
      awaitsProtocol = true;
      pipeline.addAfter(first.name(), "strongroom-handshake", new HandshakeHandler());
    }
  }

  private void installAround(ChannelPipeline pipeline, ChannelHandlerContext decoder) {
    String name = decoder.name();
    pipeline.replace(decoder.handler(), name, new StrictRequestDecoder(heads));
    pipeline.addBefore(name, "strongroom-bytes", new BytesHandler());
    ChannelHandlerContext encoder = pipeline.context(HttpResponseEncoder.class);
    pipeline.addAfter(
        encoder == null ? name : encoder.name(), "strongroom-heads", new HeadsHandler(watch));
  }

  /** The handlers of HTTP are there once everybody else has heard of the handshake's end. */
  private final class HandshakeHandler extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      context.fireUserEventTriggered(event);
      if (event instanceof SslHandshakeCompletionEvent) {
        install(context.pipeline());
      }
    }
  }

  /** Gets the first bytes once the handlers of the protocol are there. */
  private final class ChosenHandler extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      install(context.pipeline());
      context.pipeline().remove(this);
      context.fireChannelRead(message);
    }
  }

  private final class BytesHandler extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      watch.bytesCame();
      context.fireChannelRead(message);
    }
  }
}
