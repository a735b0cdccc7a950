package io.strongroom.launcher;

import io.strongroom.local.Options;
import io.strongroom.local.StartupException;
import io.strongroom.local.UsageException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The commands {@code audit} and {@code usage}: who asked what of a running server. */
final class RequestListing {

  private final IdentityClient client;
  private final PrintStream out;

  RequestListing(IdentityClient client, PrintStream out) {
    this.client = client;
    this.out = out;
  }

  /** One line of JSON for each record, as it is kept or in the words of a cloud's log. */
  void list(Options options) {
    String format = options.single("format").orElse("plain");
    if (!List.of("plain", "cloudtrail", "cts").contains(format)) {
      throw new UsageException("--format is plain, cloudtrail or cts");
    }
    String after = options.single("after").orElse("0");
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

  void verify() {
    IdentityClient.Answer answer = client.call("VerifyRequests");
    if (answer.text("Whole").equals("true")) {
      out.println("The records fit their chain.");
      return;
    }
    throw new StartupException(
        "The records do not fit their chain from number " + answer.text("FirstBroken"));
  }

  void usage(Options options) {
    String month =
        options.single("month").orElseGet(() -> YearMonth.now(Clock.systemUTC()).toString());
    IdentityClient.Answer answer = client.call("GetUsage", "Month", month);
    Map<String, String> columns = Map.of("Account", "account", "Bucket", "bucket", "KmsKey", "key");
    List<String> names =
        List.of("Account", "Bucket", "KmsKey", "Requests", "KmsCalls", "BytesIn", "BytesOut");
    out.println(
        String.join("\t", names.stream().map(name -> columns.getOrDefault(name, name)).toList()));
    List<List<String>> all = names.stream().map(name -> answer.all(name).toList()).toList();
    IntStream.range(0, all.getFirst().size())
        .forEach(
            row ->
                out.println(String.join("\t", all.stream().map(each -> each.get(row)).toList())));
  }
}
