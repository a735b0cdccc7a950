package io.strongroom.runtime.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The handler next to a connection's socket. It keeps time: of heads that do not end, of
 * connections that ask nothing, of answers that nobody takes. And it stops to read while a client
 * has more requests open, or more of their answers to take, than is fair to others.
 *
 * <p>On the connection's event loop, but for {@link #waitsSince} and {@link #close}.
 */
final class ConnectionWatch extends ChannelDuplexHandler {

  private static final long TICK_MILLIS = 1_000;

  /** Of a connection that is busy with a request, and waits for no head. */
  private static final long BUSY = Long.MAX_VALUE;

  private final Connections connections;
  private final ConnectionLimits limits;
  private final ProtocolWatch protocol;
  private final UnaskedWrites unasked = new UnaskedWrites();

  private volatile @Nullable ChannelHandlerContext context;
  private volatile long headSince = System.nanoTime();
  private volatile boolean closing;
  private boolean idle;
  private int unanswered;
  private boolean readHeldBack;

  private long written;
  private long taken;
  private long takenAt = System.nanoTime();
  private long windowFrom = takenAt;
  private long windowTaken;
  private @Nullable ScheduledFuture<?> ticking;

  ConnectionWatch(Connections connections, ConnectionLimits limits, HeadLimits heads) {
    this.connections = connections;
    this.limits = limits;
    this.protocol = new ProtocolWatch(this, heads);
  }

  /** Since when a head is waited for, by {@link System#nanoTime}; in the far future for none. */
  long waitsSince() {
    long since = headSince;
    return since == BUSY ? System.nanoTime() + (1L << 60) : since;
  }

  /** At once, from next to the socket: those further up would write first what nobody takes. */
  void close(ClosingReason reason) {
    if (closing) {
      return;
    }
    closing = true;
    connections.count(reason);
    ChannelHandlerContext own = context;
    if (own != null) {
      ChannelFuture _ = own.close();
    }
  }

  /** Bytes of a request came; the first of a head start its time. */
  void bytesCame() {
    if (idle) {
      idle = false;
      headSince = System.nanoTime();
    }
  }

  /** A whole head came. */
  void headCame() {
    idle = false;
    headSince = BUSY;
    unanswered++;
  }

  /** An answer was written to its end. */
  void answered() {
    unanswered = Math.max(0, unanswered - 1);
    if (unanswered == 0) {
      idle = true;
      headSince = System.nanoTime();
    }
    ChannelHandlerContext own = context;
    if (own != null) {
      readOn(own);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    ticking =
        added
            .executor()
            .scheduleWithFixedDelay(
                () -> tick(added), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    connections.forget(this);
    ScheduledFuture<?> ticks = ticking;
    if (ticks != null) {
      ticks.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext at, Object message) {
    protocol.install(at.pipeline());
    unasked.readBegins();
    try {
      at.fireChannelRead(message);
    } finally {
      unasked.readEnds();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext at) {
    connections.forget(this);
    at.fireChannelInactive();
  }

  @Override
  public void read(ChannelHandlerContext at) {
    if (mayRead(at)) {
      at.read();
    } else {
      readHeldBack = true;
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext at) {
    readOn(at);
    at.fireChannelWritabilityChanged();
  }

  @Override
  public void write(ChannelHandlerContext at, Object message, ChannelPromise promise) {
    if (unasked.isTooMany(at.channel().isWritable())) {
      close(ClosingReason.UNASKED);
    }
    Object sent = message;
    if (message instanceof ByteBuf bytes) {
      written += bytes.readableBytes();
      sent = unasked.isReading() ? trimmed(at, bytes) : bytes;
    }
    ChannelFuture _ = at.write(sent, promise);
  }

  /** TLS takes 16 KiB for every message of its own, which has a few dozen bytes. */
  private static ByteBuf trimmed(ChannelHandlerContext at, ByteBuf bytes) {
    if (bytes.readableBytes() > bytes.capacity() / 8) {
      return bytes;
    }
    try {
      return at.alloc().buffer(bytes.readableBytes()).writeBytes(bytes);
    } finally {
      bytes.release();
    }
  }

  /** While a request is under way it may go on; only further ones have to wait for answers. */
  private boolean mayRead(ChannelHandlerContext at) {
    return unanswered < limits.pipelined() && (unanswered > 0 || at.channel().isWritable());
  }

  private void readOn(ChannelHandlerContext at) {
    if (readHeldBack && mayRead(at)) {
      readHeldBack = false;
      at.read();
    }
  }

  private void tick(ChannelHandlerContext at) {
    long now = System.nanoTime();
    ChannelOutboundBuffer waiting = at.channel().unsafe().outboundBuffer();
    long pending = waiting == null ? 0 : waiting.totalPendingWriteBytes();
    if (waiting != null && pending > 0 && isNotTaken(now, pending, waiting)) {
      close(ClosingReason.ANSWER);
    } else if (pending == 0) {
      takenAt = now;
      taken = written;
      windowFrom = now;
      windowTaken = taken;
      checkHead(now);
    }
  }

  private boolean isNotTaken(long now, long pending, ChannelOutboundBuffer waiting) {
    // Every message counts for a few bytes more than it has while it waits, hence "more than".
    long gone = written - pending + waiting.currentProgress();
    if (gone > taken) {
      taken = gone;
      takenAt = now;
    }
    if (now - windowFrom >= limits.rateWindow().toNanos()) {
      long least = limits.minimumRate() * limits.rateWindow().toSeconds();
      if (taken - windowTaken < least) {
        return true;
      }
      windowFrom = now;
      windowTaken = taken;
    }
    return now - takenAt >= limits.answerStall().toNanos();
  }

  private void checkHead(long now) {
    long since = headSince;
    if (since == BUSY) {
      return;
    }
    long longest = (idle ? limits.idleTimeout() : limits.headTimeout()).toNanos();
    if (now - since >= longest) {
      close(idle ? ClosingReason.IDLE : ClosingReason.HEAD);
    }
  }
}
