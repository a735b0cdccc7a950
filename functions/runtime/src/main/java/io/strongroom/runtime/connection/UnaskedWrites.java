package io.strongroom.runtime.connection;

/**
 * Counts what a client makes this side write while its bytes are read. Answers are written later,
 * but for short refusals; TLS answers at once, and a client of a few bytes for each of its messages
 * (a change of keys, a renegotiation) could fill the memory with what it never takes.
 *
 * <p>On the connection's event loop.
 */
final class UnaskedWrites {

  /** For the bytes of one read: the longest are a handshake, and refusals of requests in a row. */
  private static final int MOST_OF_ONE_READ = 64;

  /** While the client does not take what is there already. */
  private static final int MOST_UNTAKEN = 128;

  private boolean reading;
  private int ofThisRead;
  private int untaken;

  void readBegins() {
    reading = true;
    ofThisRead = 0;
  }

  void readEnds() {
    reading = false;
  }

  /** Whether what is written now belongs to what is being read. */
  boolean isReading() {
    return reading;
  }

  /**
   * One more is to be written.
   *
   * @param taken whether the client took enough of what came before
   * @return whether that is too many
   */
  boolean isTooMany(boolean taken) {
    if (!reading) {
      return false;
    }
    ofThisRead++;
    untaken = taken ? 0 : untaken + 1;
    return ofThisRead > MOST_OF_ONE_READ || untaken > MOST_UNTAKEN;
  }
}
