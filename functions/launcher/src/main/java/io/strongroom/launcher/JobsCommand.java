package io.strongroom.launcher;

import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import io.strongroom.local.command.Terminal;
import java.nio.file.Path;

/** The command {@code jobs}: work on many objects of a running server. Stateless. */
final class JobsCommand {

  private static final String ID = "ID";

  private JobsCommand() {}

  @FunctionalInterface
  private interface Question {
    void ask(JobCommands jobs, Given given);
  }

  static Subcommand subcommand() {
    return Subcommand.group(
        "jobs",
        "work on many objects: run, list, show, follow, pause, resume, cancel, report, check",
        run(),
        of(
            Subcommand.named("list", "one line for each job, newest first"),
            (jobs, given) -> jobs.list()),
        ofJob("show", "all there is to tell of a job", JobCommands::show),
        ofJob("follow", "wait for a job's end", JobCommands::follow),
        ofJob("pause", "have nobody work on a job", (jobs, id) -> jobs.change(id, "pause")),
        ofJob("resume", "go on with a job that is paused", (jobs, id) -> jobs.change(id, "resume")),
        ofJob("cancel", "end a job where it is", (jobs, id) -> jobs.change(id, "cancel")),
        of(
            Subcommand.named("report", "what a job did, signed")
                .word(ID, "the job's id")
                .flag("--page", "as a page to print, in HTML"),
            (jobs, given) -> jobs.reports().print(given.word(ID), given.has("--page"))),
        of(
            Subcommand.named("check", "whether a report holds against what is stored")
                .word("FILE", "what report printed"),
            (jobs, given) -> jobs.reports().check(Path.of(given.word("FILE")))));
  }

  private static Subcommand run() {
    return of(
        Subcommand.named("run", "do something with all that is selected")
            .word("KIND", "rewrap, re-encrypt, encrypt, verify, inventory, replicate or erase")
            .text("--from", "KEY", "what this key wraps")
            .text("--to", "KEY", "under this key (default: the service's own, or the one it has)")
            .text("--to-cipher", "NAME", "AES_256 or SM4, of data that is sealed again")
            .text("--bucket", "NAME", "in this bucket")
            .text("--prefix", "TEXT", "whose keys begin so")
            .text("--mode", "MODE", "none, service, kms or customer")
            .text("--cipher", "NAME", "AES_256 or SM4")
            .text("--written-before", "TIME", "as in 2026-11-30T00:00:00Z")
            .texts("--tag", "KEY=VALUE", "that have this tag")
            .text("--listing", "BUCKET/KEY", "that stand on this list, a CSV file in a bucket")
            .text("--into", "BUCKET/PREFIX", "where the files of an inventory go")
            .text("--format", "NAME", "csv (default) or parquet, of the files of an inventory")
            .text("--confirm", "BUCKET/PREFIX", "what is to be erased, once more")
            .flag("--bucket-key", "with a key of the bucket between")
            .flag("--dry-run", "count only")
            .flag("--detach", "do not wait for its end"),
        (jobs, given) -> jobs.run(given.word("KIND"), given));
  }

  @FunctionalInterface
  private interface JobQuestion {
    void ask(JobCommands jobs, String id);
  }

  private static Subcommand ofJob(String name, String summary, JobQuestion question) {
    return of(
        Subcommand.named(name, summary).word(ID, "the job's id"),
        (jobs, given) -> question.ask(jobs, given.word(ID)));
  }

  private static Subcommand of(Subcommand command, Question question) {
    return command
        .data()
        .does(
            (given, terminal) -> {
              question.ask(jobs(given, terminal), given);
              return 0;
            });
  }

  private static JobCommands jobs(Given given, Terminal terminal) {
    return new JobCommands(JobsClient.of(given.data()), terminal.out(), terminal.colours());
  }
}
