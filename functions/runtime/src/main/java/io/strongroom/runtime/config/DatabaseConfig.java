package io.strongroom.runtime.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What bounds each use of a connection to the metadata database. */
public interface DatabaseConfig {

  /** How long a request waits for a free connection before it is told to slow down. */
  @WithDefault("5s")
  Duration connectionWait();

  /** The longest that one statement may run. */
  @WithDefault("30s")
  Duration statementTimeout();

  /** The longest that a statement may wait for a row that another one changes. */
  @WithDefault("5s")
  Duration lockTimeout();

  /** After which a transaction that nobody continues is rolled back and its connection closed. */
  @WithDefault("10s")
  Duration idleInTransactionTimeout();

  /** How long a connection is used at most, so that a failover moves all of them in the end. */
  @WithDefault("30m")
  Duration connectionLifetime();

  /** How long a health check waits for a connection and an answer before it reports down. */
  @WithDefault("2s")
  Duration probeTimeout();
}
