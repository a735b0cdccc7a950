package io.strongroom.protocol.json;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionMode;
import io.strongroom.domain.job.CreateJob;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.WireResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** CreateJob, which is this service's own. */
final class CreateJobCodec implements OperationCodec<CreateJob.Command, Job> {

  private static final int LONGEST_PREFIX = 1_024;
  private static final List<String> KINDS = List.of("rewrap", "encrypt", "verify");
  private static final List<String> MODES = List.of("none", "service", "kms", "customer");
  private static final List<String> CIPHERS = List.of("AES_256", "SM4", "AES_256_TWICE");

  @Override
  public CreateJob.Command parse(IncomingRequest request) {
    JsonObject members = KeyRequests.members(request);
    Optional<String> kind = members.text("Kind");
    Optional<String> from = members.text("FromKeyId");
    Optional<String> to = members.text("ToKeyId");
    Optional<String> prefix = members.text("Prefix");
    Optional<String> mode = members.text("Mode");
    Optional<String> cipher = members.text("Cipher");
    new Constraints()
        .present("kind", kind)
        .oneOf("kind", kind, KINDS)
        .length("fromKeyId", from, 1, KeyRequests.MAX_KEY_ID_LENGTH)
        .length("toKeyId", to, 1, KeyRequests.MAX_KEY_ID_LENGTH)
        .length("prefix", prefix, 0, LONGEST_PREFIX)
        .oneOf("mode", mode, MODES)
        .oneOf("cipher", cipher, CIPHERS)
        .check();
    JobSelection selection =
        new JobSelection(
            Optional.empty(),
            members.text("Bucket").map(JobMembers::bucket),
            prefix.orElse(""),
            new JobSelection.Traits(
                mode.map(CreateJobCodec::upper).map(EncryptionMode::valueOf),
                cipher.map(DataCipher::valueOf),
                members.text("WrittenBefore").map(CreateJobCodec::moment)));
    Optional<Boolean> bucketKey =
        members.has("BucketKey") ? Optional.of(members.flag("BucketKey")) : Optional.empty();
    boolean dryRun = members.flag("DryRun");
    members.requireRead();
    return new CreateJob.Command(
        request.caller(),
        CreateJob.Kind.valueOf(upper(kind.orElseThrow(IllegalStateException::new))),
        selection,
        new CreateJob.Keys(from.map(KeyName::parse), to.map(KeyName::parse), bucketKey),
        dryRun);
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
