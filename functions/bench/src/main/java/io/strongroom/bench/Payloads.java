package io.strongroom.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Bodies by their size, made once: making them would be part of the load. */
final class Payloads {

  private static final Map<Integer, byte[]> MADE = new ConcurrentHashMap<>();

  private Payloads() {}

  static byte[] of(int size) {
    return MADE.computeIfAbsent(size, Payloads::make);
  }

  private static byte[] make(int size) {
    byte[] payload = new byte[size];
    for (int i = 0; i < size; i++) {
      payload[i] = (byte) (i * 7 + (i >> 8));
    }
    return payload;
  }
}
