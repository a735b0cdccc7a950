package io.strongroom.runtime.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/** Sees heads of requests on their way in, and ends of answers on their way out. */
final class HeadsHandler extends ChannelDuplexHandler {

  private final ConnectionWatch watch;

  HeadsHandler(ConnectionWatch watch) {
    this.watch = watch;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      refuseUnclearLength(request);
      declineUpgrade(request);
      watch.headCame();
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    ChannelFuture _ = context.write(message, promise);
    if (message instanceof LastHttpContent && !isInterim(message)) {
      watch.answered();
    }
  }

  /** 100 Continue is a whole message, and no answer. */
  private static boolean isInterim(Object message) {
    return message instanceof HttpResponse response
        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }

  /**
   * RFC 9110 §7.8: a server may take no notice of an offer to go on in another protocol. In HTTP/2
   * nobody here would see answers end, and reading would never go on. Java's own client and {@code
   * curl --http2} offer it wherever there is no TLS.
   */
  private static void declineUpgrade(HttpRequest request) {
    request.headers().remove(HttpHeaderNames.UPGRADE);
  }

  /**
   * RFC 9112 §6.1 and §6.3: a transfer coding that does not end in {@code chunked} leaves a
   * request's length unknown, and one in HTTP/1.0 is faulty. What follows such a head may be
   * another request to one reader and a body to the next.
   */
  private static void refuseUnclearLength(HttpRequest request) {
    List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (codings.isEmpty()) {
      return;
    }
    boolean clear =
        codings.size() == 1
            && codings.getFirst().strip().equalsIgnoreCase("chunked")
            && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
            && !request.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
    if (!clear && request.decoderResult().isSuccess()) {
      request.setDecoderResult(
          DecoderResult.failure(new IllegalArgumentException("the body's length is unclear")));
    }
  }
}
