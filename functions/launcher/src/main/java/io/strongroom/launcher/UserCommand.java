package io.strongroom.launcher;

import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command {@code user}. Stateless. */
final class UserCommand {

  private UserCommand() {}

  static Subcommand subcommand() {
    return Subcommand.group(
        "user",
        "users: add, list, delete",
        ServerCommand.of(
            Subcommand.named("add", "make a user and an access key of theirs")
                .word("NAME", "what to call them")
                .text("--policy", "P", UserPolicies.HELP),
            UserCommand::add),
        ServerCommand.of(
            Subcommand.named("list", "name and policies of every user"), UserCommand::list),
        ServerCommand.of(
            Subcommand.named("delete", "remove a user, their keys and policies")
                .word("NAME", "who is to go"),
            UserCommand::delete));
  }

  private static void add(IdentityClient client, Given given, PrintStream out) {
    String name = given.word("NAME");
    Optional<String> policy = given.text("--policy");
    UserPolicies policies = new UserPolicies(client);
    // A user is not left behind without the policy that was meant for them.
    policy.ifPresent(policies::require);
    client.call("CreateUser", "UserName", name);
    policy.ifPresent(chosen -> policies.set(name, chosen));
    AccessKeyLines.print(client.call("CreateAccessKey", "UserName", name), out);
  }

  private static void list(IdentityClient client, Given given, PrintStream out) {
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

  private static void delete(IdentityClient client, Given given, PrintStream out) {
    String name = given.word("NAME");
    client
        .call("ListAccessKeys", "UserName", name)
        .all("AccessKeyId")
        .forEach(key -> client.call("DeleteAccessKey", "UserName", name, "AccessKeyId", key));
    new UserPolicies(client).remove(name);
    client
        .call("ListGroupsForUser", "UserName", name)
        .all("GroupName")
        .forEach(group -> client.call("RemoveUserFromGroup", "UserName", name, "GroupName", group));
    client.call("DeleteUser", "UserName", name);
  }
}
