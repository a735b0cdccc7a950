package io.strongroom.emulator.intake;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;

/**
 * Decodes requests of a connection, and bounds what the connection may hold before anybody looks at
 * it. On the connection's event loop.
 *
 * <p>A {@code Content-Length} beside {@code Transfer-Encoding} stays in place, so that such a
 * request can be refused: Netty takes the one out and goes on with the other, which is how two
 * servers come to disagree about where a request ends (RFC 9112 §6.1).
 *
 * <p>Whatever one read brings is decoded at once, and waits as requests. So a read is small, and a
 * peer that sends ever more requests without waiting for answers is cut off.
 */
final class StrictDecoder extends HttpRequestDecoder {

  private static final String NAME = "httpDecoder";
  private static final int READ_SIZE_IN_BYTES = 8 * 1024;
  private static final int MAX_WAITING_REQUESTS = 16;
  private static final int MAX_FIELDS = 100;

  /** Unread answers in bytes, from which on a connection gets no more work. */
  private static final int FULL_IN_BYTES = 16 * 1024;

  private int waiting;

  private StrictDecoder(HttpServerOptions options) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(options.getMaxInitialLineLength())
            .setMaxHeaderSize(options.getMaxHeaderSize())
            .setMaxChunkSize(options.getMaxChunkSize())
            .setInitialBufferSize(options.getDecoderInitialBufferSize())
            .setHeadersFactory(new FewFields(MAX_FIELDS))
            .setTrailersFactory(new FewFields(MAX_FIELDS)));
  }

  /** Puts one in the place of the decoder of a connection that has read nothing yet. */
  static StrictDecoder install(HttpConnection connection, HttpServerOptions options) {
    Channel channel = Channels.of(connection);
    channel
        .config()
        .setRecvByteBufAllocator(
            new FixedRecvByteBufAllocator(READ_SIZE_IN_BYTES).maxMessagesPerRead(1))
        .setWriteBufferWaterMark(new WriteBufferWaterMark(FULL_IN_BYTES / 2, FULL_IN_BYTES));
    StrictDecoder decoder = new StrictDecoder(options);
    channel.pipeline().replace(NAME, NAME, decoder);
    return decoder;
  }

  /** One of the requests was answered. */
  void answered() {
    waiting--;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    if (waiting > MAX_WAITING_REQUESTS) {
      in.skipBytes(in.readableBytes());
      ChannelFuture _ = context.close();
      return;
    }
    super.decode(context, in, out);
  }

  @Override
  protected HttpMessage createMessage(String[] initialLine) throws Exception {
    waiting++;
    return super.createMessage(initialLine);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    // Both headers stay; the listener refuses the request.
  }
}
