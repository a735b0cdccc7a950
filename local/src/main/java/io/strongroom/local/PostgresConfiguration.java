package io.strongroom.local;

import java.nio.file.Path;

/** The text of PostgreSQL's two configuration files. Stateless. */
final class PostgresConfiguration {
  /** Passwords for everyone, over loopback only: a local user without one gets no further. */
  static final String HOST_BASED_AUTHENTICATION =
      """
      # Written by Strongroom.
      host all all 127.0.0.1/32 scram-sha-256
      """;

  private PostgresConfiguration() {}

  /**
   * The server's settings, written anew at each start.
   *
   * <p>Durable first: an acknowledged commit survives a power cut. The log tells of starts, stops
   * and crashes and never quotes a statement, a parameter or a row; the application reports its own
   * errors.
   */
  static String server(int port, Path logs) {
    return behaviour(port) + "\n" + log(logs);
  }

  private static String behaviour(int port) {
    return """
    # Written by Strongroom at every start: changes here are lost.
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    max_connections = 60
    password_encryption = 'scram-sha-256'

    fsync = on
    synchronous_commit = on
    full_page_writes = on
    wal_level = 'minimal'
    max_wal_senders = 0
    max_logical_replication_workers = 0
    max_wal_size = '512MB'
    shared_buffers = '64MB'
    huge_pages = off
    # Few processes: queries are short, and a container's shared memory is small.
    io_method = 'sync'
    max_parallel_workers_per_gather = 0
    jit = off
    """
        .formatted(port);
  }

  private static String log(Path logs) {
    return """
    logging_collector = on
    log_directory = '%s'
    log_filename = 'postgres-%%a.log'
    log_truncate_on_rotation = on
    log_rotation_age = '1d'
    log_rotation_size = 0
    log_file_mode = 0600
    log_min_messages = 'log'
    log_min_error_statement = 'panic'
    log_error_verbosity = 'terse'
    log_statement = 'none'
    log_min_duration_statement = -1
    log_parameter_max_length = 0
    log_parameter_max_length_on_error = 0
    log_checkpoints = off
    log_timezone = 'UTC'
    timezone = 'UTC'
    lc_messages = 'C'
    """
        .formatted(logs.toString().replace("'", "''"));
  }
}
