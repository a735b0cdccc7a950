package io.strongroom.domain.identity;

import io.strongroom.policy.Grammar;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyException;
import io.strongroom.policy.PolicyForm;
import io.strongroom.policy.PolicyKind;
import io.strongroom.policy.ServiceWords;
import io.strongroom.policy.json.Json;
import io.strongroom.policy.json.JsonException;
import io.strongroom.policy.json.JsonReader;
import java.util.Set;

/**
 * Policies of identities and sessions, in AWS's form or Huawei's: the version tells which. Whom
 * they are about is who has them, so one account may use both. Stateless.
 */
public final class IdentityDocuments {

  private static final int DEPTH = 8;
  private static final Set<String> HUAWEI_VERSIONS = Set.of("1.0", "1.1");

  private IdentityDocuments() {}

  /**
   * Reads a policy that is kept already.
   *
   * @throws PolicyException when this build does not understand it
   */
  public static Policy stored(String text, PolicyKind kind) {
    return Policy.parse(text, new Grammar(form(text, kind), kind, ServiceWords.open()));
  }

  /** In whose language a policy is; AWS's unless it says otherwise. */
  static PolicyForm form(String text, PolicyKind kind) {
    // Text that is far too long is measured before it is read.
    if (text.length() > 4 * kind.maxSizeInBytes()) {
      return PolicyForm.AWS;
    }
    try {
      return JsonReader.parse(text, DEPTH) instanceof Json.Members(var members)
              && members.get("Version") instanceof Json.Text(String version)
              && HUAWEI_VERSIONS.contains(version)
          ? PolicyForm.HUAWEI_IAM
          : PolicyForm.AWS;
    } catch (JsonException notJson) {
      return PolicyForm.AWS;
    }
  }
}
