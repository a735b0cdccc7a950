package io.strongroom.protocol.s3;

import io.strongroom.domain.caller.CallFacts;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Callers;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.PresignedHeaders;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.SignatureInput;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.body.ChecksumNames;
import io.strongroom.protocol.http.form.FormRules;
import io.strongroom.signing.Credential;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureScheme;
import io.strongroom.signing.VerifiedSignature;
import io.strongroom.signing.v2.SigV2Dialect;
import io.strongroom.signing.v2.SigV2Verifier;
import io.strongroom.signing.v4.SigV4Rules;
import io.strongroom.signing.v4.SigV4Verifier;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who sent an S3 request: AWS Signature Version 4 or 2, in the header or presigned, or none.
 * Thread-safe.
 *
 * <p>Source: S3 API reference, "Authenticating Requests".
 */
final class S3Authentication {

  private static final String PREFIX = "x-amz-";
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private static final String CONTENT_SHA256 = "x-amz-content-sha256";
  private static final String TOKEN = "x-amz-security-token";

  /** What the verifiers read themselves. */
  private static final Set<String> SIGNING_PARAMETERS =
      Set.of(
          "x-amz-algorithm",
          CONTENT_SHA256,
          "x-amz-credential",
          "x-amz-date",
          "x-amz-expires",
          TOKEN,
          "x-amz-signature",
          "x-amz-signedheaders");

  /** What a form signed in Version 4 has, as refusals name it. */
  private static final List<String> FORM_FIELDS =
      List.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Signature");

  private final SigV4Verifier v4;
  private final SigV2Verifier v2;
  private final FormRules forms;
  private final Callers callers;

  S3Authentication(SigV4Rules rules, Signers credentials, InstantSource clock) {
    this.callers = new Callers(credentials, clock);
    this.v4 = new SigV4Verifier(rules, credentials, clock);
    this.v2 = new SigV2Verifier(SigV2Dialect.AWS, credentials, clock);
    this.forms = new FormRules(clock, RequestError.AccessDenied::new);
  }

  /**
   * @throws SignatureException when the signature does not hold
   * @throws ObjectStoreException InvalidToken, ExpiredToken; InvalidArgument for parameters that
   *     must be headers; InvalidBucketOwner for an expected owner that is no account
   */
  IncomingRequest authenticate(WireRequest request, Route route) {
    return route.operation().equals(ObjectOperations.POST_OBJECT)
        ? authenticateForm(request, route)
        : authenticateSigned(request, route);
  }

  private IncomingRequest authenticateForm(WireRequest form, Route route) {
    SignatureScheme scheme =
        FORM_FIELDS.stream().anyMatch(form.headers()::has)
            ? SignatureScheme.AWS_V4_HEADER
            : SignatureScheme.AWS_V2_HEADER;
    Caller caller = callers.signedForm(form, route, senderOf(form, scheme), scheme, TOKEN);
    IncomingRequest incoming =
        new IncomingRequest(
            forms.require(form, route), route, caller, new PayloadIntegrity.NotCovered());
    incoming.wire().headers().markRead(FORM_FIELDS.toArray(String[]::new));
    incoming.wire().headers().markRead(TOKEN);
    return incoming;
  }

  /** The signature is over the policy, and comes before anything in it counts. */
  private Credential senderOf(WireRequest form, SignatureScheme scheme) {
    Headers fields = form.headers();
    if (scheme == SignatureScheme.AWS_V4_HEADER) {
      FORM_FIELDS.forEach(field -> FormRules.required(form, field, field));
      return v4.verifyPolicy(
          FormRules.required(form, "x-amz-credential", "X-Amz-Credential"),
          FormRules.required(form, "policy", "policy"),
          FormRules.required(form, "x-amz-signature", "X-Amz-Signature"));
    }
    if (fields.has("awsaccesskeyid") || fields.has("signature")) {
      String signature = FormRules.required(form, "signature", "Signature");
      return v2.verifyPolicy(
          FormRules.required(form, "awsaccesskeyid", "AWSAccessKeyId"),
          FormRules.required(form, "policy", "policy"),
          signature);
    }
    throw new ObjectStoreException(new RequestError.AccessDenied("Access Denied"));
  }

  private IncomingRequest authenticateSigned(WireRequest request, Route route) {
    SignableRequest signable = SignatureInput.signable(request);
    Optional<SignatureScheme> detected = SignatureScheme.detect(signable);
    if (detected.isEmpty()) {
      return anonymous(request, route);
    }
    SignatureScheme scheme = detected.get();
    VerifiedSignature signature =
        switch (scheme) {
          case AWS_V4_HEADER, AWS_V4_QUERY -> v4.verify(signable);
          case AWS_V2_HEADER -> verifyVersionTwo(request, route);
          // Version 2 signs type and MD5 of the body, wherever they are.
          case AWS_V2_QUERY ->
              verifyVersionTwo(PresignedHeaders.hoistStandard(request, route.query()), route);
          case OBS_HEADER, OBS_QUERY, SDK_HMAC_HEADER ->
              throw new SignatureException.UnsupportedAuthorizationType(scheme.name());
        };
    try {
      return complete(request, route, signature);
    } catch (ObjectStoreException | SignatureException refused) {
      signature.payload().close();
      throw refused;
    }
  }

  /** Framing is all there is to know of such a body. */
  private static IncomingRequest anonymous(WireRequest request, Route route) {
    PresignedHeaders.refuse(route.query(), PREFIX);
    PresignedHeaders.refuse(route.query(), "x-obs-");
    boolean framed =
        request
            .headers()
            .first("content-encoding")
            .filter(e -> e.contains("aws-chunked"))
            .isPresent();
    IncomingRequest incoming =
        new IncomingRequest(
            request,
            route,
            Callers.anonymous(request),
            framed
                ? new PayloadIntegrity.UnsignedChunksWithTrailer()
                : new PayloadIntegrity.UnsignedPayload());
    incoming.wire().headers().markRead(CONTENT_SHA256);
    return expecting(incoming);
  }

  private IncomingRequest complete(WireRequest request, Route route, VerifiedSignature signature) {
    SignatureScheme scheme = signature.scheme();
    PresignedHeaders.refuse(route.query(), "x-obs-");
    if (!scheme.presigned()) {
      PresignedHeaders.refuse(route.query(), PREFIX);
      PresignedHeaders.refuseStandard(route.query());
    }
    WireRequest complete =
        scheme.presigned() ? withHoistedHeaders(request, route, scheme) : request;
    if (scheme == SignatureScheme.AWS_V4_QUERY) {
      refuseHoistedEncryption(request, complete);
    }
    Caller caller = callers.signed(request, route, signature, TOKEN);
    IncomingRequest incoming = new IncomingRequest(complete, route, caller, signature.payload());
    incoming.wire().headers().markRead(readByVerifier(scheme));
    return expecting(incoming);
  }

  /** Whose the buckets must be is compared where their owners are known. */
  private static IncomingRequest expecting(IncomingRequest request) {
    Caller caller =
        request
            .caller()
            .expecting(
                new CallFacts.Expected(
                    expectedOwner(request, "x-amz-expected-bucket-owner"),
                    expectedOwner(request, "x-amz-source-expected-bucket-owner")));
    return request.by(caller);
  }

  /** The others say nothing of a body, so a hash beside them would be ignored. */
  private static String[] readByVerifier(SignatureScheme scheme) {
    boolean versionFour =
        scheme == SignatureScheme.AWS_V4_HEADER || scheme == SignatureScheme.AWS_V4_QUERY;
    return versionFour
        ? new String[] {"x-amz-date", CONTENT_SHA256, TOKEN}
        : new String[] {"x-amz-date", TOKEN};
  }

  /** S3: the path of a bucket counts with a slash at its end too; boto3 signs it that way. */
  private VerifiedSignature verifyVersionTwo(WireRequest request, Route route) {
    SignableRequest signable = SignatureInput.signable(request);
    String resource = SignatureInput.canonicalResource(request, route);
    boolean bucketAlone = route.bucket().isPresent() && route.key().isEmpty();
    try {
      return v2.verify(signable, resource);
    } catch (SignatureException.SignatureMismatch mismatch) {
      if (!bucketAlone || resource.endsWith("/")) {
        throw mismatch;
      }
      return v2.verify(signable, resource + "/");
    }
  }

  private static WireRequest withHoistedHeaders(
      WireRequest request, Route route, SignatureScheme scheme) {
    Set<String> ignored = scheme == SignatureScheme.AWS_V4_QUERY ? SIGNING_PARAMETERS : Set.of();
    WireRequest standard = PresignedHeaders.hoistStandard(request, route.query());
    return PresignedHeaders.hoist(
        standard, route.query(), PREFIX, name -> ignored.contains(name) || statesChecksum(name));
  }

  /**
   * S3: no checksum of the body when it is in a URL, and not verified. A client that signs URLs
   * before it has the body puts that of no body there.
   */
  private static boolean statesChecksum(String name) {
    return name.equals("x-amz-sdk-checksum-algorithm")
        || Arrays.stream(ChecksumAlgorithm.values())
            .anyMatch(each -> name.equals(ChecksumNames.header(PREFIX, each)));
  }

  /**
   * S3: SSE parameters count as headers only, but for Version 2, whose signers put everything into
   * the URL. Ignored there, they would leave an object under another key than its writer asked for,
   * so they are refused.
   */
  private static void refuseHoistedEncryption(WireRequest request, WireRequest complete) {
    complete.headers().fields().stream()
        .filter(field -> field.name().contains("server-side-"))
        .filter(field -> !request.headers().has(field.name()))
        .findFirst()
        .ifPresent(
            field -> {
              throw new ObjectStoreException(
                  new RequestError.InvalidArgument(
                      "This parameter must be sent as a header.", field.name(), ""));
            });
  }

  private static Optional<String> expectedOwner(IncomingRequest request, String header) {
    Optional<String> expected = request.wire().headers().first(header);
    expected
        .filter(owner -> !ACCOUNT.matcher(owner).matches())
        .ifPresent(
            owner -> {
              throw new ObjectStoreException(new RequestError.InvalidBucketOwner(owner));
            });
    return expected;
  }
}
