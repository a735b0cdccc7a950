package io.strongroom.launcher;

import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import java.util.List;

/** The command {@code key}: access keys of users. Stateless. */
final class KeyCommand {

  private KeyCommand() {}

  static Subcommand subcommand() {
    return Subcommand.group(
        "key",
        "access keys: create, list, disable, enable, delete",
        ServerCommand.of(
            Subcommand.named("create", "make a key of a user").word("USER", "whose it is"),
            (client, given, out) ->
                AccessKeyLines.print(
                    client.call("CreateAccessKey", "UserName", given.word("USER")), out)),
        ServerCommand.of(
            Subcommand.named("list", "id, status and age of a user's keys")
                .word("USER", "whose they are"),
            (client, given, out) ->
                AnswerColumns.print(
                    client.call("ListAccessKeys", "UserName", given.word("USER")),
                    List.of("AccessKeyId", "Status", "CreateDate"),
                    out)),
        ServerCommand.of(
            ofUser("disable", "have a key refused until it is enabled"),
            (client, given, _) -> set(client, given, "Inactive")),
        ServerCommand.of(
            ofUser("enable", "have a disabled key taken again"),
            (client, given, _) -> set(client, given, "Active")),
        ServerCommand.of(
            ofUser("delete", "remove a key for good"),
            (client, given, _) ->
                client.call(
                    "DeleteAccessKey",
                    "UserName",
                    given.required("--user"),
                    "AccessKeyId",
                    given.word("ID"))));
  }

  private static Subcommand ofUser(String name, String summary) {
    return Subcommand.named(name, summary)
        .word("ID", "the access key's id")
        .text("--user", "NAME", "whose key it is");
  }

  private static void set(IdentityClient client, Given given, String status) {
    client.call(
        "UpdateAccessKey",
        "UserName",
        given.required("--user"),
        "AccessKeyId",
        given.word("ID"),
        "Status",
        status);
  }
}
