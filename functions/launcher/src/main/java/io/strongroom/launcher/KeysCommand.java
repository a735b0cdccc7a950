package io.strongroom.launcher;

import io.strongroom.local.command.Subcommand;

/** The command {@code keys}: what needs which key. Stateless. */
final class KeysCommand {

  private KeysCommand() {}

  static Subcommand subcommand() {
    return Subcommand.group(
        "keys",
        "keys of a KMS at work: usage",
        Subcommand.named("usage", "which objects, uploads and secrets need which key")
            .text("--key", "KEY", "this key only, by its ARN, id or alias")
            .text("--bucket", "NAME", "in this bucket only")
            .data()
            .does(
                (given, terminal) -> {
                  new KeysInUse(JobsClient.of(given.data()), terminal.out()).print(given);
                  return 0;
                }));
  }
}
