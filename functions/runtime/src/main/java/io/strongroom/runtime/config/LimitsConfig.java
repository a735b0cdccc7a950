package io.strongroom.runtime.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a process takes on at once, and how long it waits for slow clients. A mapping of its own:
 * connections are watched from before there are beans.
 */
@ConfigMapping(prefix = "strongroom.limits")
public interface LimitsConfig {

  /**
   * Share of the heap that requests under way may hold. A request that finds no room gets 503
   * {@code SlowDown} with {@code Retry-After} before its body is taken.
   */
  @WithDefault("0.25")
  double heapShare();

  /** Bytes that requests under way may hold; absent: {@link #heapShare()} of the heap. */
  OptionalLong bytes();

  /**
   * Most requests with a body at once. A quarter of these, and of the bytes, is not for bodies over
   * a MiB.
   */
  @WithDefault("1024")
  int bodies();

  /**
   * Most connections at once, over all ports; absent: one for every 96 KiB of heap. Beyond, the one
   * that has waited longest for a request is closed.
   */
  OptionalInt connections();

  /** Most requests of one connection that were read and are not answered. */
  @WithDefault("8")
  int pipelined();

  /** Most header fields of a request. */
  @WithDefault("128")
  int headerFields();

  /**
   * Longest time from a connection's, or a request's, first byte to the end of its head, TLS
   * handshake included.
   */
  @WithDefault("20s")
  Duration headTimeout();

  /** Longest time between two requests of a connection. */
  @WithDefault("75s")
  Duration idleTimeout();

  /** Longest silence in the middle of a body. */
  @WithDefault("30s")
  Duration bodyStall();

  /** Longest time in which a client takes nothing of an answer that waits for it. */
  @WithDefault("60s")
  Duration answerStall();

  /** Fewest bytes a second of a client that is waited for, in both directions. */
  @WithDefault("1024")
  int minimumRate();

  /** Time over which {@link #minimumRate()} is looked at. */
  @WithDefault("60s")
  Duration rateWindow();

  /** How long a client may be slow, once others have no room, before it has to make some. */
  @WithDefault("1s")
  Duration yieldAfter();
}
