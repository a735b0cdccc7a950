package io.strongroom.emulator.operation;

import io.strongroom.emulator.key.KmsKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How a call means to use a key.
 *
 * @param action named as AWS names it, for example {@code kms:ReEncryptFrom}
 * @param context the encryption context; empty when there is none
 * @param attributes condition keys that only the operation knows
 * @param grantTokens tokens of grants that may not have taken effect yet
 * @param demand on the key, asked after the permission
 */
public record KeyUse(
    String action,
    Map<String, String> context,
    Function<KmsKey, Map<String, List<String>>> attributes,
    List<String> grantTokens,
    KeyDemand demand) {

  public KeyUse {
    context = Map.copyOf(context);
    grantTokens = List.copyOf(grantTokens);
  }

  /** A use of any key. */
  public static KeyUse of(String action) {
    return new KeyUse(action, Map.of(), key -> Map.of(), List.of(), KeyDemand.ANY);
  }

  /** This use within an encryption context. */
  public KeyUse within(Map<String, String> other) {
    return new KeyUse(action, other, attributes, grantTokens, demand);
  }

  /** This use with grant tokens. */
  public KeyUse withTokens(List<String> tokens) {
    return new KeyUse(action, context, attributes, tokens, demand);
  }

  /** This use of a key that meets a demand, after those that are made already. */
  public KeyUse demanding(KeyDemand other) {
    return new KeyUse(action, context, attributes, grantTokens, demand.and(other));
  }

  /** This use with one more condition key. */
  KeyUse with(String name, List<String> values) {
    return with(key -> Map.of(name, values));
  }

  /** This use with more condition keys, which depend on the key. */
  KeyUse with(Function<KmsKey, Map<String, List<String>>> others) {
    return new KeyUse(
        action,
        context,
        key -> {
          Map<String, List<String>> all = new TreeMap<>(attributes.apply(key));
          all.putAll(others.apply(key));
          return all;
        },
        grantTokens,
        demand);
  }
}
