package io.strongroom.protocol.http.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.operation.ChangeBucket;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.protocol.dialect.ObjectDialect;
import io.strongroom.protocol.http.BucketConfiguration;
import io.strongroom.protocol.http.Dialect.Empty;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.Requests;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.error.ErrorGolden;
import io.strongroom.protocol.obs.ObsParticulars;
import io.strongroom.protocol.s3.S3Particulars;
import io.strongroom.signing.v4.SigV4Rules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Requests and answers of every configuration in both dialects, from goldens. */
class ConfigurationGoldenTest {

  private static final Signers NOBODY = Signers.plain(id -> Optional.empty());
  private static final String CASE = "# ";
  private static final String REQUEST = "> ";

  private final ObjectDialect s3 =
      new ObjectDialect(
          new S3Particulars(SigV4Rules.s3("us-east-1"), NOBODY, Instant::now), Instant::now);
  private final ObjectDialect obs =
      new ObjectDialect(
          new ObsParticulars(Region.of("cn-north-4"), NOBODY, Instant::now), Instant::now);

  @Test
  void s3_everyConfiguration_asTheGoldenSays() {
    String golden = ErrorGolden.expected("s3-configurations.txt");
    assertThat(replay(s3, golden)).isEqualTo(golden);
  }

  @Test
  void obs_everyConfiguration_asTheGoldenSays() {
    String golden = ErrorGolden.expected("obs-configurations.txt");
    assertThat(replay(obs, golden)).isEqualTo(golden);
  }

  /** Every case names a configuration, a verb, and for a change what is sent. */
  private static String replay(ObjectDialect dialect, String golden) {
    StringBuilder replayed = new StringBuilder();
    Bucket bucket =
        new Bucket(
            new BucketName("bucket"),
            AccountId.of("000000000000"),
            Region.of("us-east-1"),
            Instant.EPOCH,
            Optional.empty());
    BucketConfiguration what = BucketConfiguration.TAGGING;
    for (String line : golden.lines().toList()) {
      if (line.startsWith(CASE)) {
        what = BucketConfiguration.valueOf(line.substring(CASE.length()));
        replayed.append(replayed.isEmpty() ? "" : "\n").append(line).append('\n');
      } else if (line.startsWith(REQUEST)) {
        String request = line.substring(REQUEST.length());
        replayed.append(line).append('\n');
        bucket = step(dialect, what, request, bucket, replayed);
      }
    }
    return replayed.toString();
  }

  private static Bucket step(
      ObjectDialect dialect,
      BucketConfiguration what,
      String request,
      Bucket bucket,
      StringBuilder replayed) {
    String verb = request.split(" ", 2)[0];
    String rest = request.substring(verb.length()).strip();
    if (verb.equals("GET")) {
      IncomingRequest asked = request(verb, what.read(), rest);
      replayed.append(
          told(
              dialect,
              asked,
              () -> {
                dialect.parse(what.read(), asked);
                return dialect.render(what.read(), asked, bucket);
              }));
      return bucket;
    }
    Operation<ChangeBucket.Command, Empty> operation =
        verb.equals("DELETE") ? what.removal().orElseThrow() : what.write();
    IncomingRequest asked = request(verb, operation, rest);
    Bucket[] changed = {bucket};
    replayed.append(
        told(
            dialect,
            asked,
            () -> {
              Optional<BucketSetting> wanted = dialect.parse(operation, asked).wanted();
              wanted.ifPresent(each -> changed[0] = bucket.with(bucket.settings().with(each)));
              return dialect.render(operation, asked, Empty.EMPTY);
            }));
    return changed[0];
  }

  /** {@code name=value} is a parameter, {@code name: value} a header, a document the body. */
  private static IncomingRequest request(String verb, Operation<?, ?> operation, String rest) {
    Requests request = Requests.of(verb, operation).bucket("bucket");
    if (rest.startsWith("<")) {
      return request.header("content-md5", md5(rest)).body(rest).build();
    }
    if (rest.contains(": ")) {
      String[] header = rest.split(": ", 2);
      return request.header(header[0], header[1]).build();
    }
    if (rest.contains("=")) {
      String[] parameter = rest.split("=", 2);
      return request.query(parameter[0], parameter[1]).build();
    }
    return request.build();
  }

  private static String md5(String body) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String told(
      ObjectDialect dialect, IncomingRequest asked, Supplier<WireResponse> answering) {
    WireResponse answer;
    try {
      answer = answering.get();
    } catch (RuntimeException refused) {
      answer = dialect.renderError(asked.wire(), refused);
    }
    String text =
        Requests.text(answer)
            .replaceAll("<RequestId>.*</HostId>", "")
            .replaceAll(" xmlns=\"[^\"]*\"", "");
    return answer.status() + (text.isEmpty() ? "" : " " + text) + "\n";
  }
}
