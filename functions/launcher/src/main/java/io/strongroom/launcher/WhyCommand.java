package io.strongroom.launcher;

import io.strongroom.local.command.Subcommand;

/** The command {@code why}. Stateless. */
final class WhyCommand {

  private WhyCommand() {}

  static Subcommand subcommand() {
    return ServerCommand.of(
        Subcommand.named("why", "tell why a request was refused")
            .word("REQUEST-ID", "as in the refusal's body and its header x-amz-request-id"),
        (client, given, out) ->
            out.println(
                client
                    .call("ExplainDenial", "RequestId", given.word("REQUEST-ID"))
                    .text("Reason")));
  }
}
