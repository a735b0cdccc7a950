package io.strongroom.protocol.json;

import io.strongroom.crypto.name.Region;
import io.strongroom.protocol.http.Callers;
import io.strongroom.protocol.http.Codecs;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.HeldBody;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.JobOperations;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.ServiceOperations;
import io.strongroom.protocol.http.SignatureInput;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureException.WrongScope;
import io.strongroom.signing.SignatureScheme;
import io.strongroom.signing.VerifiedSignature;
import io.strongroom.signing.v4.SigV4Rules;
import io.strongroom.signing.v4.SigV4Verifier;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The JSON protocol of AWS KMS for the key operations, and for this service's own jobs.
 * Thread-safe.
 *
 * <p>Unlike the object dialects it reads the whole body to authenticate a request: the signature
 * covers it. What the head alone can prove is checked before: an access key that exists, a scope
 * and a time that fit, and the signature itself where the head states the body's hash.
 */
public final class AwsJsonDialect implements Dialect {

  /**
   * A ciphertext of 6,144 bytes and a context of 8 KiB, in the longest spelling JSON has for them.
   */
  private static final int MAX_BODY_BYTES = 64 * 1024;

  private final SigV4Verifier kms;
  private final SigV4Verifier s3;
  private final Callers callers;
  private final InstantSource clock;
  private final Codecs codecs =
      new Codecs.Builder()
          .add(ServiceOperations.GENERATE_DATA_KEY, new GenerateDataKeyCodec(true))
          .add(
              ServiceOperations.GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
              new GenerateDataKeyCodec(false))
          .add(ServiceOperations.DECRYPT, new DecryptCodec())
          .add(JobOperations.DESCRIBE_KEY_USAGE, new DescribeKeyUsageCodec())
          .add(JobOperations.CREATE_JOB, new CreateJobCodec())
          .add(JobOperations.DESCRIBE_JOB, JobCodecs.describe())
          .add(JobOperations.LIST_JOBS, JobCodecs.list())
          .add(JobOperations.UPDATE_JOB, JobCodecs.update())
          .add(JobOperations.GET_JOB_REPORT, JobReportCodecs.get())
          .add(JobOperations.CHECK_JOB_REPORT, JobReportCodecs.check())
          .build();

  /**
   * @param region that signatures must be for
   */
  public AwsJsonDialect(Region region, Signers credentials, InstantSource clock) {
    this.kms =
        new SigV4Verifier(
            new SigV4Rules("kms", List.of(region.value()), false), credentials, clock);
    this.s3 = new SigV4Verifier(SigV4Rules.s3(region.value()), credentials, clock);
    this.callers = new Callers(credentials, clock);
    this.clock = clock;
  }

  /** Blocking; the body of the result can be had any number of times. */
  @Override
  public IncomingRequest authenticate(WireRequest request, Route route) {
    SignableRequest signable = SignatureInput.signable(request);
    SignatureScheme scheme =
        SignatureScheme.detect(signable).orElseThrow(SignatureException.MissingAuthentication::new);
    if (scheme != SignatureScheme.AWS_V4_HEADER) {
      throw new SignatureException.UnsupportedAuthorizationType(scheme.name());
    }
    verify(
        verifier -> {
          verifier.verifyHead(signable);
          return signable;
        });
    byte[] body = read(request);
    VerifiedSignature signature = verify(verifier -> verifier.verify(signable, body));
    return new IncomingRequest(
        HeldBody.keep(request, body),
        route,
        callers.signed(request, route, signature, "x-amz-security-token"),
        new PayloadIntegrity.NotCovered());
  }

  /** The operations that this dialect has; others are refused by name. */
  public Set<Operation<?, ?>> operations() {
    return codecs.operations();
  }

  @Override
  public <C, R> C parse(Operation<C, R> operation, IncomingRequest request) {
    return codecs.get(operation).parse(request);
  }

  @Override
  public <C, R> WireResponse render(Operation<C, R> operation, IncomingRequest request, R result) {
    return complete(request.wire(), codecs.get(operation).render(request, result));
  }

  @Override
  public WireResponse renderError(WireRequest request, Throwable failure) {
    return complete(request, AwsJsonErrors.render(failure));
  }

  /** Clients that know one endpoint for everything may sign for object storage. */
  private <T> T verify(Function<SigV4Verifier, T> check) {
    try {
      return check.apply(kms);
    } catch (WrongScope scope) {
      if (scope.part() == WrongScope.Part.SERVICE && scope.given().equals("s3")) {
        return check.apply(s3);
      }
      throw scope;
    }
  }

  private static byte[] read(WireRequest request) {
    return HeldBody.read(request, MAX_BODY_BYTES, AwsJsonDialect::tooLong);
  }

  private static JsonRejected tooLong() {
    return new JsonRejected.NotSerialized("The request is too long.");
  }

  /** Keys must not be kept by anything between here and the client. */
  private WireResponse complete(WireRequest request, WireResponse response) {
    Headers headers =
        response
            .headers()
            .and("x-amzn-requestid", request.requestId())
            .and("cache-control", "no-cache, no-store, must-revalidate, private")
            .and("expires", "0")
            .and("pragma", "no-cache")
            .and("date", HttpDates.header(clock.instant()));
    return response.with(headers);
  }
}
