package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Policies as the command line names them, and those of one user. */
final class UserPolicies {

  /** What {@code --help} says of a policy's name. */
  static final String HELP =
      "readonly, readwrite, writeonly, full, admin, a policy's ARN, or a file FILE.json";

  static final String BUILT_IN = "arn:aws:iam::aws:policy/";

  /** Short names of policies that are always there. */
  static final Map<String, String> CANNED =
      Map.of(
          "readonly", "StrongroomReadOnly",
          "readwrite", "StrongroomReadWrite",
          "writeonly", "StrongroomWriteOnly",
          "full", "StrongroomFullAccess",
          "admin", "AdministratorAccess");

  private static final String INLINE = "set-by-command-line";

  private final IdentityClient client;

  UserPolicies(IdentityClient client) {
    this.client = client;
  }

  /** The ARN of a policy that is always there, by its short name. */
  static Optional<String> canned(String word) {
    return Optional.ofNullable(CANNED.get(word)).map(BUILT_IN::concat);
  }

  private static String arn(String chosen) {
    return canned(chosen).orElse(chosen);
  }

  /** Fails where there is no such policy. */
  void require(String chosen) {
    if (chosen.endsWith(".json")) {
      document(Path.of(chosen));
    } else {
      client.call("GetPolicy", "PolicyArn", arn(chosen));
    }
  }

  /**
   * Replaces all policies of a user: by one that is always there, by one of the account, or by the
   * document in a file. The new one is there before the others go.
   */
  void set(String user, String chosen) {
    if (chosen.endsWith(".json")) {
      client.call(
          "PutUserPolicy",
          "UserName",
          user,
          "PolicyName",
          INLINE,
          "PolicyDocument",
          document(Path.of(chosen)));
      keepOnly(user, "", INLINE);
      return;
    }
    String arn = arn(chosen);
    client.call("AttachUserPolicy", "UserName", user, "PolicyArn", arn);
    keepOnly(user, arn, "");
  }

  /** Removes all policies of a user. */
  void remove(String user) {
    keepOnly(user, "", "");
  }

  private void keepOnly(String user, String arn, String inline) {
    client
        .call("ListAttachedUserPolicies", "UserName", user)
        .all("PolicyArn")
        .filter(each -> !each.equals(arn))
        .forEach(each -> client.call("DetachUserPolicy", "UserName", user, "PolicyArn", each));
    client
        .call("ListUserPolicies", "UserName", user)
        .all("member")
        .filter(each -> !each.equals(inline))
        .forEach(each -> client.call("DeleteUserPolicy", "UserName", user, "PolicyName", each));
  }

  private static String document(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new StartupException("Cannot read " + file + ": " + DataDirectory.reason(e), e);
    }
  }
}
