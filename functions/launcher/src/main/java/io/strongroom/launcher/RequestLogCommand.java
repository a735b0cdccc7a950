package io.strongroom.launcher;

import io.strongroom.local.StartupException;
import io.strongroom.local.UsageException;
import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import java.io.PrintStream;
import java.util.List;

/** The command {@code audit}: who asked what of a running server. Stateless. */
final class RequestLogCommand {

  private RequestLogCommand() {}

  static Subcommand subcommand() {
    return Subcommand.group(
        "audit",
        "who asked what: list, verify",
        ServerCommand.of(
            Subcommand.named("list", "one line of JSON for each request")
                .text("--after", "N", "begin after the record of this number")
                .text("--format", "FORMAT", "plain (default), cloudtrail or cts"),
            RequestLogCommand::list),
        ServerCommand.of(
            Subcommand.named("verify", "tell whether the chain of records is whole"),
            (client, _, out) -> verify(client, out)));
  }

  /** As it is kept, or in the words of a cloud's log. */
  private static void list(IdentityClient client, Given given, PrintStream out) {
    String format = given.text("--format").orElse("plain");
    if (!List.of("plain", "cloudtrail", "cts").contains(format)) {
      throw new UsageException("--format is plain, cloudtrail or cts");
    }
    String after = given.text("--after").orElse("0");
    while (true) {
      IdentityClient.Answer page = client.call("ListRequests", "After", after);
      List<String> numbers = page.all("Number").toList();
      List<String> records = page.all("Record").toList();
      if (numbers.isEmpty()) {
        return;
      }
      for (int i = 0; i < numbers.size(); i++) {
        out.println(RequestForm.of(format, numbers.get(i), records.get(i)));
      }
      after = numbers.getLast();
    }
  }

  private static void verify(IdentityClient client, PrintStream out) {
    IdentityClient.Answer answer = client.call("VerifyRequests");
    if (answer.text("Whole").equals("true")) {
      out.println("The records fit their chain.");
      return;
    }
    throw new StartupException(
        "The records do not fit their chain from number " + answer.text("FirstBroken"));
  }
}
