package io.strongroom.kms.emulator.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is asked of a policy.
 *
 * @param principals the names the caller goes by: its own ARN, the role behind a session, its
 *     account
 * @param account the caller's account, 12 digits
 * @param action for example {@code kms:Decrypt}
 * @param resource the key's ARN
 * @param attributes condition keys and their values; names compare without case
 */
public record PolicyRequest(
    List<String> principals,
    String account,
    String action,
    String resource,
    Map<String, List<String>> attributes) {

  public PolicyRequest {
    principals = List.copyOf(principals);
    Map<String, List<String>> lower = new TreeMap<>();
    attributes.forEach(
        (name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    attributes = Map.copyOf(lower);
  }
}
