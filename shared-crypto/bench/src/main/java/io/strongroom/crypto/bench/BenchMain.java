package io.strongroom.crypto.bench;

import java.io.IOException;

/** Runs the benchmarks; arguments are JMH's. */
public final class BenchMain {

  private BenchMain() {}

  public static void main(String[] args) throws IOException {
    org.openjdk.jmh.Main.main(args);
  }
}
