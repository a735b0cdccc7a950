package io.strongroom.launcher;

import io.strongroom.local.command.Subcommand;
import java.util.List;

/** The command {@code account}. Stateless. */
final class AccountCommand {

  private AccountCommand() {}

  static Subcommand subcommand() {
    return Subcommand.group(
        "account",
        "accounts: add, list",
        ServerCommand.of(
            Subcommand.named("add", "make an account and a key of its root")
                .word("NAME", "what to call it"),
            (client, given, out) -> {
              IdentityClient.Answer made =
                  client.call("CreateAccount", "AccountName", given.word("NAME"));
              out.println("# account " + made.text("Id") + ", domain " + made.text("DomainId"));
              AccessKeyLines.print(made, out);
            }),
        ServerCommand.of(
            Subcommand.named("list", "id, name and domain of every account"),
            (client, _, out) ->
                AnswerColumns.print(
                    client.call("ListAccounts"), List.of("Id", "Name", "DomainId"), out)));
  }
}
