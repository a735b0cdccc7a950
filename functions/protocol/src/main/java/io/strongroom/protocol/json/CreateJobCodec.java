package io.strongroom.protocol.json;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionMode;
import io.strongroom.domain.job.CreateJob;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.Tag;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.WireResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** CreateJob, which is this service's own. */
final class CreateJobCodec implements OperationCodec<CreateJob.Command, Job> {

  private static final int LONGEST_PREFIX = 1_024;
  private static final List<String> KINDS =
      List.of("rewrap", "encrypt", "verify", "re-encrypt", "erase", "inventory", "replicate");
  private static final List<String> MODES = List.of("none", "service", "kms", "customer");
  private static final List<String> FORMATS = List.of("csv", "parquet");
  private static final int MOST_TAGS = 10;
  private static final List<String> CIPHERS = List.of("AES_256", "SM4", "AES_256_TWICE");

  @Override
  public CreateJob.Command parse(IncomingRequest request) {
    JsonObject members = KeyRequests.members(request);
    Optional<String> kind = members.text("Kind");
    new Constraints().present("kind", kind).oneOf("kind", kind, KINDS).check();
    JobSelection selection = selection(members);
    CreateJob.Keys keys = keys(members);
    CreateJob.To to = to(members);
    Optional<Wanted> listing = members.text("Listing").map(JobMembers::object);
    Optional<String> confirmed = members.text("Confirm");
    boolean dryRun = members.flag("DryRun");
    members.requireRead();
    return new CreateJob.Command(
        request.caller(),
        CreateJob.Kind.valueOf(
            upper(kind.orElseThrow(IllegalStateException::new)).replace('-', '_')),
        selection,
        keys,
        to,
        listing,
        confirmed,
        dryRun);
  }

  private static JobSelection selection(JsonObject members) {
    Optional<String> prefix = members.text("Prefix");
    Optional<String> mode = members.text("Mode");
    Optional<String> cipher = members.text("Cipher");
    new Constraints()
        .length("prefix", prefix, 0, LONGEST_PREFIX)
        .oneOf("mode", mode, MODES)
        .oneOf("cipher", cipher, CIPHERS)
        .check();
    return new JobSelection(
        Optional.empty(),
        members.text("Bucket").map(JobMembers::bucket),
        prefix.orElse(""),
        new JobSelection.Traits(
            mode.map(CreateJobCodec::upper).map(EncryptionMode::valueOf),
            cipher.map(DataCipher::valueOf),
            members.text("WrittenBefore").map(CreateJobCodec::moment),
            tags(members),
            Optional.empty()));
  }

  private static CreateJob.Keys keys(JsonObject members) {
    Optional<String> from = members.text("FromKeyId");
    Optional<String> to = members.text("ToKeyId");
    new Constraints()
        .length("fromKeyId", from, 1, KeyRequests.MAX_KEY_ID_LENGTH)
        .length("toKeyId", to, 1, KeyRequests.MAX_KEY_ID_LENGTH)
        .check();
    Optional<Boolean> bucketKey =
        members.has("BucketKey") ? Optional.of(members.flag("BucketKey")) : Optional.empty();
    return new CreateJob.Keys(from.map(KeyName::parse), to.map(KeyName::parse), bucketKey);
  }

  private static CreateJob.To to(JsonObject members) {
    Optional<String> cipher = members.text("ToCipher");
    Optional<String> into = members.text("Into");
    Optional<String> format = members.text("Format");
    new Constraints().oneOf("toCipher", cipher, CIPHERS).oneOf("format", format, FORMATS).check();
    if (format.isPresent() && into.isEmpty()) {
      throw new JsonRejected.Invalid("Format is of the files that Into names.");
    }
    return new CreateJob.To(
        cipher.map(DataCipher::valueOf),
        into.map(path -> JobMembers.files(path, format.orElse("csv"))));
  }

  private static List<Tag> tags(JsonObject members) {
    List<Tag> tags =
        members.textMap("Tags").entrySet().stream()
            .map(tag -> new Tag(tag.getKey(), tag.getValue()))
            .sorted(Comparator.comparing(Tag::key))
            .toList();
    if (tags.size() > MOST_TAGS) {
      throw new JsonRejected.Invalid("No object has more than " + MOST_TAGS + " tags: Tags");
    }
    return tags;
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private static Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException none) {
      throw new JsonRejected.Invalid("WrittenBefore is no moment as in 2026-11-30T00:00:00Z.");
    }
  }

  @Override
  public WireResponse render(IncomingRequest request, Job job) {
    return JsonDocument.answer(answer -> JobJson.members(answer, job));
  }
}
