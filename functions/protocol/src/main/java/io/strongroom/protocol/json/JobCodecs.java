package io.strongroom.protocol.json;

import io.strongroom.domain.job.JobDesk;
import io.strongroom.domain.record.Job;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.WireResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** DescribeJob, ListJobs and UpdateJob, which are this service's own. */
final class JobCodecs {

  private static final int LONGEST_ID = 64;
  private static final int MOST = 1_000;
  private static final int MOST_UNLESS_SAID = 100;
  private static final List<String> WISHES = List.of("pause", "resume", "cancel");

  private JobCodecs() {}

  static OperationCodec<JobDesk.Which, JobDesk.Seen> describe() {
    return new Codec<>(JobCodecs::which, JobCodecs::seen);
  }

  static JobDesk.Which which(IncomingRequest request, JsonObject members) {
    String id = id(members);
    members.requireRead();
    return new JobDesk.Which(request.caller(), id);
  }

  static void seen(JsonDocument json, JobDesk.Seen seen) {
    JobJson.members(json, seen.job());
    json.objects(
        "Failed",
        seen.findings(),
        (entry, finding) ->
            entry
                .text("Bucket", finding.bucket())
                .text("Key", finding.key())
                .text("VersionId", finding.version())
                .text("Reason", finding.reason())
                .text("Detail", finding.detail()));
  }

  static OperationCodec<JobDesk.Listing, List<Job>> list() {
    return new Codec<>(
        (request, members) -> {
          Optional<Long> most = members.whole("MaxResults");
          new Constraints().range("maxResults", most, 1, MOST).check();
          members.requireRead();
          return new JobDesk.Listing(
              request.caller(), most.map(Math::toIntExact).orElse(MOST_UNLESS_SAID));
        },
        (json, jobs) -> json.objects("Jobs", jobs, JobJson::members));
  }

  static OperationCodec<JobDesk.Change, Job> update() {
    return new Codec<>(
        (request, members) -> {
          String id = id(members);
          Optional<String> wish = members.text("Wish");
          new Constraints().present("wish", wish).oneOf("wish", wish, WISHES).check();
          members.requireRead();
          return new JobDesk.Change(
              request.caller(),
              id,
              JobDesk.Wish.valueOf(
                  wish.orElseThrow(IllegalStateException::new).toUpperCase(Locale.ROOT)));
        },
        JobJson::members);
  }

  private static String id(JsonObject members) {
    Optional<String> id = members.text("JobId");
    new Constraints().present("jobId", id).length("jobId", id, 1, LONGEST_ID).check();
    return id.orElseThrow(IllegalStateException::new);
  }

  record Codec<C, R>(
      BiFunction<IncomingRequest, JsonObject, C> reader, BiConsumer<JsonDocument, R> writer)
      implements OperationCodec<C, R> {

    @Override
    public C parse(IncomingRequest request) {
      return reader.apply(request, KeyRequests.members(request));
    }

    @Override
    public WireResponse render(IncomingRequest request, R result) {
      return JsonDocument.answer(json -> writer.accept(json, result));
    }
  }
}
