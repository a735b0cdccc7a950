package io.strongroom.testkit;

import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** Counts the round trips to the database that a request takes when everything is warm. */
public final class Flights {

  /** The pool may hand out a connection that has not met the statement yet. */
  private static final int ROUNDS = 12;

  private Flights() {}

  /**
   * The fewest of several rounds.
   *
   * @param counted round trips so far
   * @param request runs the request and checks that it succeeded; prepares nothing
   */
  public static long of(LongSupplier counted, Runnable request) {
    return of(counted, () -> {}, request);
  }

  /**
   * As above, with something done before each round that does not count.
   *
   * @param prepare is over, in the database too, when it returns
   */
  public static long of(LongSupplier counted, Runnable prepare, Runnable request) {
    return LongStream.range(0, ROUNDS)
        .map(
            round -> {
              prepare.run();
              long before = counted.getAsLong();
              request.run();
              return counted.getAsLong() - before;
            })
        .min()
        .orElseThrow();
  }
}
