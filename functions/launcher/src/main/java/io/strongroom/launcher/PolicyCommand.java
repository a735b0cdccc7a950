package io.strongroom.launcher;

import io.strongroom.local.command.Subcommand;
import java.util.Map;

/** The command {@code policy}. Stateless. */
final class PolicyCommand {

  private PolicyCommand() {}

  static Subcommand subcommand() {
    return Subcommand.group(
        "policy",
        "policies of users: set, list",
        ServerCommand.of(
            Subcommand.named("set", "replace all policies of a user by one")
                .word("USER", "whose they are")
                .text("--policy", "P", UserPolicies.HELP),
            (client, given, _) ->
                new UserPolicies(client).set(given.word("USER"), given.required("--policy"))),
        Subcommand.named("list", "short names of policies that are always there")
            .does(
                (_, terminal) -> {
                  UserPolicies.CANNED.entrySet().stream()
                      .sorted(Map.Entry.comparingByKey())
                      .forEach(
                          each ->
                              terminal
                                  .out()
                                  .println(
                                      each.getKey()
                                          + "\t"
                                          + UserPolicies.BUILT_IN
                                          + each.getValue()));
                  return 0;
                }));
  }
}
