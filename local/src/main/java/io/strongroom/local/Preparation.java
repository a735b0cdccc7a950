package io.strongroom.local;

/**
 * What a server needs before Quarkus starts. Thread-safe: preparing and closing exclude each other,
 * so a signal during the start waits for the step at hand and then undoes all of them.
 */
public interface Preparation extends AutoCloseable {
  /**
   * Prepares everything and hands it to Quarkus in system properties.
   *
   * @throws StartupException if anything stands in the way; call {@link #close} all the same
   */
  void prepare();

  /** Undoes what was prepared; does nothing the second time. */
  @Override
  void close();
}
