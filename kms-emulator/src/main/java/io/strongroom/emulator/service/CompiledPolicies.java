package io.strongroom.emulator.service;

import io.strongroom.emulator.policy.KeyPolicies;
import io.strongroom.policy.Policy;
import java.util.concurrent.ConcurrentHashMap;

/** Key policies by their text, so that each is read once. Thread-safe. */
final class CompiledPolicies {

  private static final int MAX_POLICIES = 1_000;

  private final ConcurrentHashMap<String, Policy> byText = new ConcurrentHashMap<>();

  /**
   * The policy of a text.
   *
   * @throws io.strongroom.emulator.key.KmsRefusal when it is none
   */
  Policy of(String text) {
    Policy known = byText.get(text);
    if (known != null) {
      return known;
    }
    Policy read = KeyPolicies.parse(text);
    if (byText.size() >= MAX_POLICIES) {
      byText.clear();
    }
    byText.put(text, read);
    return read;
  }
}
