package io.strongroom.protocol.json;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.job.DescribeKeyUsage;
import io.strongroom.domain.job.DescribeKeyUsage.Bookmark;
import io.strongroom.domain.job.DescribeKeyUsage.OfKey;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.KeyDependents;
import io.strongroom.domain.record.KeyTally;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** DescribeKeyUsage, which is this service's own. */
final class DescribeKeyUsageCodec
    implements OperationCodec<DescribeKeyUsage.Command, DescribeKeyUsage.Result> {

  private static final int MOST = 1_000;
  private static final int MOST_UNLESS_SAID = 100;
  private static final int LONGEST_TOKEN = 4_096;

  @Override
  public DescribeKeyUsage.Command parse(IncomingRequest request) {
    JsonObject members = KeyRequests.members(request);
    Optional<String> key = members.text("KeyId");
    Optional<String> bucket = members.text("Bucket");
    Optional<Long> most = members.whole("MaxResults");
    Optional<String> token = members.text("NextToken");
    new Constraints()
        .length("keyId", key, 1, KeyRequests.MAX_KEY_ID_LENGTH)
        .range("maxResults", most, 1, MOST)
        .length("nextToken", token, 1, LONGEST_TOKEN)
        .check();
    members.requireRead();
    return new DescribeKeyUsage.Command(
        request.caller(),
        key.map(KeyName::parse),
        bucket.map(JobMembers::bucket),
        token.map(DescribeKeyUsageCodec::bookmark),
        most.map(Math::toIntExact).orElse(MOST_UNLESS_SAID));
  }

  private static Bookmark bookmark(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      if (end >= 0) {
        return new Bookmark(
            Optional.of(text.substring(0, end)).filter(name -> !name.isEmpty()).map(KmsKeyId::of),
            Optional.of(text.substring(end + 1))
                .filter(name -> !name.isEmpty())
                .map(JobMembers::bucket));
      }
    } catch (IllegalArgumentException notBase64) {
      // Said below.
    }
    throw new JsonRejected.Invalid("NextToken is not of an answer of this service.");
  }

  private static String token(Bookmark bookmark) {
    String text =
        bookmark.key().map(KmsKeyId::text).orElse("")
            + '\n'
            + bookmark.bucket().map(BucketName::value).orElse("");
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public WireResponse render(IncomingRequest request, DescribeKeyUsage.Result result) {
    return JsonDocument.answer(
        answer ->
            answer
                .objects("Keys", result.keys(), DescribeKeyUsageCodec::key)
                .textIfAny("NextToken", result.next().map(DescribeKeyUsageCodec::token)));
  }

  private static void key(JsonDocument json, OfKey key) {
    json.textIfAny("KeyId", key.key().map(KmsKeyId::text))
        .objects("Uses", key.uses(), DescribeKeyUsageCodec::use);
    key.dependents().ifPresent(dependents -> dependents(json, dependents));
  }

  private static void use(JsonDocument json, KeyTally use) {
    json.text("Bucket", use.bucket().value())
        .text("Account", use.account().value())
        .text("Mode", use.kind().mode().name().toLowerCase(Locale.ROOT))
        .flag("BucketKey", use.kind().bucketKey())
        .text("Cipher", use.kind().cipher().name())
        .number("Objects", use.sum().objects())
        .number("Versions", use.sum().versions())
        .number("Bytes", use.sum().bytes());
  }

  private static void dependents(JsonDocument json, KeyDependents dependents) {
    json.objects(
            "Uploads",
            dependents.uploads(),
            (entry, uploads) ->
                entry
                    .text("Bucket", uploads.bucket().value())
                    .text("Account", uploads.account().value())
                    .number("Uploads", uploads.uploads())
                    .number("Parts", uploads.parts())
                    .number("Bytes", uploads.bytes()))
        .number("RepeatableCompletions", dependents.completions())
        .number("AccessKeys", dependents.accessKeys())
        .texts("DefaultOfBuckets", dependents.defaults().stream().map(BucketName::value).toList());
  }
}
