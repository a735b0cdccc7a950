package io.strongroom.launcher;

import io.strongroom.local.StartupException;
import io.strongroom.local.UsageException;
import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command {@code audit}: who asked what of a running server. Stateless. */
final class RequestLogCommand {

  private static final int MOST = 100;

  /** What parameter an option is. */
  private static final Map<String, String> SOUGHT =
      Map.of(
          "--request-id", "RequestId",
          "--principal", "Principal",
          "--operation", "Operation",
          "--bucket", "Bucket",
          "--key-prefix", "KeyPrefix",
          "--verdict", "Verdict",
          "--until", "Until");

  private RequestLogCommand() {}

  static Subcommand subcommand() {
    return Subcommand.group(
        "audit",
        "who asked what: list, find, verify",
        ServerCommand.of(
            Subcommand.named("list", "one line of JSON for each request")
                .text("--after", "N", "begin after the record of this number")
                .text("--format", "FORMAT", "plain (default), cloudtrail or cts"),
            RequestLogCommand::list),
        ServerCommand.of(
            Subcommand.named("find", "the latest requests that fit, one line of JSON for each")
                .text("--request-id", "ID", "of this id, as an answer's header tells it")
                .text("--principal", "TEXT", "of those whose ARN has this in it")
                .text("--operation", "NAME", "for example DeleteObject")
                .text("--bucket", "B", "of this bucket")
                .text("--key-prefix", "P", "of objects whose keys begin so")
                .text("--verdict", "V", "allowed, denied, noted or none")
                .text("--until", "TIME", "kept by then, for example 2026-11-30T12:00:00Z")
                .number("--most", 1, 100_000, "how many (default: 100)"),
            RequestLogCommand::find),
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

  private static void find(IdentityClient client, Given given, PrintStream out) {
    long left = given.number("--most").orElse(MOST);
    String before = "";
    do {
      List<String> parameters = new ArrayList<>();
      SOUGHT.forEach(
          (option, parameter) ->
              given.text(option).ifPresent(text -> parameters.addAll(List.of(parameter, text))));
      parameters.addAll(
          List.of("Before", before, "MaxItems", String.valueOf(Math.min(left, MOST))));
      IdentityClient.Answer page = client.call("FindRequests", parameters.toArray(String[]::new));
      List<String> records = page.all("Record").toList();
      records.forEach(out::println);
      left -= records.size();
      before = page.text("Before");
    } while (left > 0 && !before.isEmpty());
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
