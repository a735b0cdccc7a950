package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.Options;
import io.strongroom.local.StartupException;
import io.strongroom.local.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The commands {@code account}, {@code user}, {@code key}, {@code policy} and {@code why}. They ask
 * the running server, as the root of the data folder, over the same interface that IAM's tools use.
 *
 * <p>Has a main method of its own, so that the launcher can run it without booting the application.
 */
public final class IdentityCommand {

  private static final String BUILT_IN = "arn:aws:iam::aws:policy/";

  /** Short names of policies that are always there. */
  private static final Map<String, String> CANNED =
      Map.of(
          "readonly", "StrongroomReadOnly",
          "readwrite", "StrongroomReadWrite",
          "writeonly", "StrongroomWriteOnly",
          "full", "StrongroomFullAccess",
          "admin", "AdministratorAccess");

  private final IdentityClient client;
  private final PrintStream out;

  private IdentityCommand(IdentityClient client, PrintStream out) {
    this.client = client;
    this.out = out;
  }

  /** Runs one command; the arguments are those of the whole command line. */
  public static void main(String... arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  /** Returns the exit code: 0 done, 1 could not, 2 wrong arguments. */
  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    try {
      List<String> words = new ArrayList<>();
      List<String> rest = new ArrayList<>(arguments);
      while (!rest.isEmpty() && !rest.getFirst().startsWith("--")) {
        words.add(rest.removeFirst());
      }
      Options options =
          Options.parse(rest, Set.of("data", "policy", "user", "after", "format", "month"));
      DataDirectory data =
          options
              .single("data")
              .map(text -> new DataDirectory(Path.of(text)))
              .orElseGet(DataDirectory::standard);
      new IdentityCommand(IdentityClient.of(data), out).carryOut(words, options);
      return 0;
    } catch (UsageException e) {
      err.println("strongroom: " + e.getMessage() + " (see: strongroom help)");
      return 2;
    } catch (StartupException e) {
      err.println("strongroom: " + e.getMessage());
      return 1;
    }
  }

  private void carryOut(List<String> words, Options options) {
    String command = String.join(" ", words.subList(0, Math.min(2, words.size())));
    Optional<String> policy = options.single("policy");
    RequestListing records = new RequestListing(client, out);
    switch (command) {
      case "account add" -> addAccount(name(words));
      case "account list" -> print(client.call("ListAccounts"), List.of("Id", "Name", "DomainId"));
      case "user add" -> addUser(name(words), policy);
      case "user list" -> listUsers();
      case "user delete" -> deleteUser(name(words));
      case "key create" -> createKey(name(words));
      case "key list" ->
          print(
              client.call("ListAccessKeys", "UserName", name(words)),
              List.of("AccessKeyId", "Status", "CreateDate"));
      case "key disable" -> setKey(name(words), options, "Inactive");
      case "key enable" -> setKey(name(words), options, "Active");
      case "key delete" ->
          client.call("DeleteAccessKey", "UserName", user(options), "AccessKeyId", name(words));
      case "policy set" ->
          setPolicy(
              name(words),
              policy.orElseThrow(() -> new UsageException("policy set needs --policy")));
      case "policy list" ->
          CANNED.forEach((word, full) -> out.println(word + "\t" + BUILT_IN + full));
      case "audit list" -> records.list(options);
      case "audit verify" -> records.verify();
      case "usage" -> records.usage(options);
      case "access apply" -> new AccessFile(client, out).apply(Path.of(name(words)));
      default -> {
        if (words.size() == 2 && words.getFirst().equals("why")) {
          out.println(client.call("ExplainDenial", "RequestId", words.get(1)).text("Reason"));
        } else {
          throw new UsageException("unknown command '" + String.join(" ", words) + "'");
        }
      }
    }
  }

  private static String name(List<String> words) {
    if (words.size() != 3) {
      throw new UsageException(String.join(" ", words.subList(0, 2)) + " takes one name");
    }
    return words.get(2);
  }

  private static String user(Options options) {
    return options.single("user").orElseThrow(() -> new UsageException("needs --user NAME"));
  }

  private void addAccount(String name) {
    IdentityClient.Answer answer = client.call("CreateAccount", "AccountName", name);
    out.println("# account " + answer.text("Id") + ", domain " + answer.text("DomainId"));
    printKey(answer);
  }

  private void addUser(String name, Optional<String> policy) {
    policy.ifPresent(this::requirePolicy);
    client.call("CreateUser", "UserName", name);
    policy.ifPresent(chosen -> setPolicy(name, chosen));
    createKey(name);
  }

  /** A user is not left behind without the policy that was meant for them. */
  private void requirePolicy(String chosen) {
    if (chosen.endsWith(".json")) {
      document(Path.of(chosen));
    } else {
      client.call("GetPolicy", "PolicyArn", arn(chosen));
    }
  }

  private static String arn(String chosen) {
    return canned(chosen).orElse(chosen);
  }

  /** The ARN of a policy that is always there, by its short name. */
  static Optional<String> canned(String word) {
    return Optional.ofNullable(CANNED.get(word)).map(BUILT_IN::concat);
  }

  private void createKey(String user) {
    printKey(client.call("CreateAccessKey", "UserName", user));
  }

  /** The secret is told this once. */
  private void printKey(IdentityClient.Answer answer) {
    out.println("export AWS_ACCESS_KEY_ID='" + answer.text("AccessKeyId") + "'");
    out.println("export AWS_SECRET_ACCESS_KEY='" + answer.text("SecretAccessKey") + "'");
  }

  private void listUsers() {
    for (String name : client.call("ListUsers").all("UserName").toList()) {
      List<String> policies = new ArrayList<>();
      client
          .call("ListAttachedUserPolicies", "UserName", name)
          .all("PolicyArn")
          .forEach(policies::add);
      client.call("ListUserPolicies", "UserName", name).all("member").forEach(policies::add);
      out.println(name + "\t" + String.join(",", policies));
    }
    client
        .call("ListFileUsers")
        .all("Description")
        .forEach(line -> out.println(line + "\t(in identity.properties)"));
  }

  private void deleteUser(String name) {
    client
        .call("ListAccessKeys", "UserName", name)
        .all("AccessKeyId")
        .forEach(key -> client.call("DeleteAccessKey", "UserName", name, "AccessKeyId", key));
    removePolicies(name);
    client
        .call("ListGroupsForUser", "UserName", name)
        .all("GroupName")
        .forEach(group -> client.call("RemoveUserFromGroup", "UserName", name, "GroupName", group));
    client.call("DeleteUser", "UserName", name);
  }

  private void removePolicies(String user) {
    client
        .call("ListAttachedUserPolicies", "UserName", user)
        .all("PolicyArn")
        .forEach(arn -> client.call("DetachUserPolicy", "UserName", user, "PolicyArn", arn));
    client
        .call("ListUserPolicies", "UserName", user)
        .all("member")
        .forEach(policy -> client.call("DeleteUserPolicy", "UserName", user, "PolicyName", policy));
  }

  private void setKey(String key, Options options, String status) {
    client.call("UpdateAccessKey", "UserName", user(options), "AccessKeyId", key, "Status", status);
  }

  /**
   * Replaces all policies of a user: by one that is always there, by one of the account, or by the
   * document in a file. The new one is there before the others go.
   */
  private void setPolicy(String user, String chosen) {
    if (chosen.endsWith(".json")) {
      client.call(
          "PutUserPolicy",
          "UserName",
          user,
          "PolicyName",
          "set-by-command-line",
          "PolicyDocument",
          document(Path.of(chosen)));
      keepOnly(user, "", "set-by-command-line");
      return;
    }
    String arn = arn(chosen);
    client.call("AttachUserPolicy", "UserName", user, "PolicyArn", arn);
    keepOnly(user, arn, "");
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

  private void print(IdentityClient.Answer answer, List<String> elements) {
    List<List<String>> columns =
        elements.stream().map(element -> answer.all(element).toList()).toList();
    for (int row = 0; row < columns.getFirst().size(); row++) {
      int at = row;
      out.println(String.join("\t", columns.stream().map(column -> column.get(at)).toList()));
    }
  }
}
