package io.strongroom.signing.v4;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code Credential=<access key>/<date>/<region>/<service>/aws4_request}. */
record CredentialParameter(String accessKeyId, CredentialScope scope) {

  private static final int SCOPE_PARTS = 4;

  /** Reads from the end, because an access key may itself contain slashes; empty if malformed. */
  static Optional<CredentialParameter> parse(String text) {
    List<String> parts = Arrays.asList(text.split("/", -1));
    int scopeStart = parts.size() - SCOPE_PARTS;
    if (scopeStart < 1 || !parts.getLast().equals(CredentialScope.TERMINATOR)) {
      return Optional.empty();
    }
    String accessKeyId = String.join("/", parts.subList(0, scopeStart));
    if (accessKeyId.isEmpty()) {
      return Optional.empty();
    }
    CredentialScope scope =
        new CredentialScope(
            parts.get(scopeStart), parts.get(scopeStart + 1), parts.get(scopeStart + 2));
    return Optional.of(new CredentialParameter(accessKeyId, scope));
  }
}
