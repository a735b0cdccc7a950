package io.strongroom.launcher;

import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import java.io.PrintStream;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/** The command {@code usage}. Stateless. */
final class UsageCommand {

  private UsageCommand() {}

  static Subcommand subcommand() {
    return ServerCommand.of(
        Subcommand.named("usage", "requests, KMS calls and bytes by account, bucket and key")
            .text("--month", "YYYY-MM", "of this month (default: the current one)"),
        UsageCommand::print);
  }

  private static void print(IdentityClient client, Given given, PrintStream out) {
    String month =
        given.text("--month").orElseGet(() -> YearMonth.now(Clock.systemUTC()).toString());
    IdentityClient.Answer answer = client.call("GetUsage", "Month", month);
    Map<String, String> columns = Map.of("Account", "account", "Bucket", "bucket", "KmsKey", "key");
    List<String> names =
        List.of("Account", "Bucket", "KmsKey", "Requests", "KmsCalls", "BytesIn", "BytesOut");
    out.println(
        String.join("\t", names.stream().map(name -> columns.getOrDefault(name, name)).toList()));
    AnswerColumns.print(answer, names, out);
  }
}
