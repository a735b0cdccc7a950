package io.strongroom.gateway.dev;

/**
 * How requests for objects fail on purpose.
 *
 * @param percent so many of a hundred are answered 503, evenly spread
 * @param delayInMilliseconds before any of them is looked at
 */
record DevFaults(int percent, int delayInMilliseconds) {

  static final DevFaults NONE = new DevFaults(0, 0);

  private static final int HUNDRED = 100;

  DevFaults {
    if (percent < 0 || percent > HUNDRED || delayInMilliseconds < 0) {
      throw new IllegalArgumentException("percent is 0 to 100, delay is not negative");
    }
  }

  /** Whether the request of this number fails: the same ones in every run. */
  boolean strikes(long number) {
    return number * percent / HUNDRED != (number + 1) * percent / HUNDRED;
  }
}
