package io.strongroom.emulator.service;

import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.key.KmsKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A wish to do something with a key.
 *
 * @param action for example {@code kms:Decrypt}
 * @param context the call's encryption context; empty when it has none
 * @param attributes condition keys that only the operation knows
 * @param grantTokens tokens of grants that may not have taken effect yet
 */
public record Access(
    KmsCaller caller,
    String action,
    KmsKey key,
    Map<String, String> context,
    Map<String, List<String>> attributes,
    List<String> grantTokens) {

  public Access {
    context = Map.copyOf(context);
    attributes = Map.copyOf(attributes);
    grantTokens = List.copyOf(grantTokens);
  }

  /** A wish without context. */
  public static Access of(KmsCaller caller, String action, KmsKey key) {
    return new Access(caller, action, key, Map.of(), Map.of(), List.of());
  }

  /** This wish with more condition keys. */
  public Access with(Map<String, List<String>> others) {
    Map<String, List<String>> more = new TreeMap<>(attributes);
    more.putAll(others);
    return new Access(caller, action, key, context, more, grantTokens);
  }

  /** This wish with an encryption context. */
  public Access withContext(Map<String, String> other) {
    return new Access(caller, action, key, other, attributes, grantTokens);
  }

  /** This wish with grant tokens. */
  public Access withTokens(List<String> tokens) {
    return new Access(caller, action, key, context, attributes, tokens);
  }

  /** This wish with one more condition key. */
  public Access with(String name, List<String> values) {
    return with(Map.of(name, values));
  }

  /** The operation's name as grants spell it. */
  String grantOperation() {
    return action.substring(action.indexOf(':') + 1);
  }
}
