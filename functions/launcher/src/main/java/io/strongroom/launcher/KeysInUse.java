package io.strongroom.launcher;

import io.strongroom.local.command.Given;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** The command {@code keys usage}: which objects need which key. */
final class KeysInUse {

  private static final int PAGE = 1_000;

  private final JobsClient client;
  private final PrintStream out;
  private long versions;
  private long bytes;

  KeysInUse(JobsClient client, PrintStream out) {
    this.client = client;
    this.out = out;
  }

  /** One line for each kind of use in each bucket, and what else needs a key. */
  void print(Given given) {
    out.println("key\tbucket\taccount\tmode\tvia\tcipher\tobjects\tversions\tbytes");
    String next = "";
    do {
      JobsClient.Question question = new JobsClient.Question().number("MaxResults", PAGE);
      given.text("--key").ifPresent(key -> question.text("KeyId", key));
      given.text("--bucket").ifPresent(bucket -> question.text("Bucket", bucket));
      if (!next.isEmpty()) {
        question.text("NextToken", next);
      }
      JobsClient.Answer page = client.call("DescribeKeyUsage", question);
      page.objects("Keys").forEach(this::key);
      next = page.text("NextToken");
    } while (!next.isEmpty());
    out.printf("%d versions, %d bytes%n", versions, bytes);
    if (given.text("--key").isPresent() && versions > 0) {
      out.println("None of them can be read while this key is disabled, or once it is deleted.");
    }
  }

  private void key(JobsClient.Answer key) {
    String name = key.text("KeyId").isEmpty() ? "(customer keys)" : key.text("KeyId");
    for (JobsClient.Answer use : key.objects("Uses")) {
      versions += use.number("Versions");
      bytes += use.number("Bytes");
      line(
          name,
          use.text("Bucket"),
          use.text("Account"),
          use.text("Mode"),
          use.flag("BucketKey") ? "bucket-key" : "own",
          use.text("Cipher"),
          use.number("Objects"),
          use.number("Versions"),
          use.number("Bytes"));
    }
    for (JobsClient.Answer open : key.objects("Uploads")) {
      line(
          name,
          open.text("Bucket"),
          open.text("Account"),
          "open-uploads",
          open.number("Uploads") + " uploads",
          "",
          0,
          open.number("Parts"),
          open.number("Bytes"));
    }
    beside(name, key);
  }

  private void beside(String name, JobsClient.Answer key) {
    if (key.number("AccessKeys") > 0) {
      out.printf("%s\tseals the secrets of %d access keys%n", name, key.number("AccessKeys"));
    }
    if (key.number("RepeatableCompletions") > 0) {
      out.printf(
          "%s\tis needed to repeat %d completions of uploads%n",
          name, key.number("RepeatableCompletions"));
    }
    List<String> defaults = key.texts("DefaultOfBuckets");
    if (!defaults.isEmpty()) {
      out.printf("%s\tis the default of %s%n", name, String.join(", ", defaults));
    }
  }

  private void line(Object... columns) {
    out.println(String.join("\t", Arrays.stream(columns).map(String::valueOf).toList()));
  }
}
