package io.strongroom.protocol.s3;

import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.PresignedHeaders;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.SignedRequests;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.signing.Credentials;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureScheme;
import io.strongroom.signing.VerifiedSignature;
import io.strongroom.signing.v2.SigV2Dialect;
import io.strongroom.signing.v2.SigV2Verifier;
import io.strongroom.signing.v4.SigV4Rules;
import io.strongroom.signing.v4.SigV4Verifier;
import java.time.InstantSource;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who sent an S3 request: AWS Signature Version 4 or 2, in the header or presigned. Anonymous
 * requests are refused. Thread-safe.
 *
 * <p>Source: S3 API reference, "Authenticating Requests".
 */
final class S3Authentication {

  private static final String PREFIX = "x-amz-";
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private static final Set<String> SIGNING_PARAMETERS =
      Set.of(
          "x-amz-algorithm",
          "x-amz-content-sha256",
          "x-amz-credential",
          "x-amz-date",
          "x-amz-expires",
          "x-amz-security-token",
          "x-amz-signature",
          "x-amz-signedheaders");

  private final SigV4Verifier v4;
  private final SigV2Verifier v2;

  S3Authentication(SigV4Rules rules, Credentials credentials, InstantSource clock) {
    this.v4 = new SigV4Verifier(rules, credentials, clock);
    this.v2 = new SigV2Verifier(SigV2Dialect.AWS, credentials, clock);
  }

  /**
   * @throws SignatureException when the signature does not hold
   * @throws ObjectStoreException AccessDenied for an anonymous request, or when a bucket is not the
   *     expected owner's; InvalidArgument for encryption parameters in a URL
   */
  IncomingRequest authenticate(WireRequest request, Route route) {
    SignableRequest signable = SignedRequests.signable(request);
    SignatureScheme scheme = SignatureScheme.detect(signable).orElseThrow(S3Authentication::denied);
    VerifiedSignature signature =
        switch (scheme) {
          case AWS_V4_HEADER, AWS_V4_QUERY -> v4.verify(signable);
          case AWS_V2_HEADER, AWS_V2_QUERY -> verifyVersionTwo(request, route, signable);
          case OBS_HEADER, OBS_QUERY, SDK_HMAC_HEADER ->
              throw new SignatureException.UnsupportedAuthorizationType(scheme.name());
        };
    Caller caller = SignedRequests.caller(request, signature);
    WireRequest complete = scheme.presigned() ? withHoistedHeaders(request, route) : request;
    if (scheme == SignatureScheme.AWS_V4_QUERY) {
      refuseHoistedEncryption(request, complete);
    }
    requireExpectedOwner(complete, "x-amz-expected-bucket-owner", caller);
    requireExpectedOwner(complete, "x-amz-source-expected-bucket-owner", caller);
    return new IncomingRequest(complete, route, caller, signature.payload());
  }

  /** S3: the path of a bucket counts with a slash at its end too; boto3 signs it that way. */
  private VerifiedSignature verifyVersionTwo(
      WireRequest request, Route route, SignableRequest signable) {
    String resource = SignedRequests.canonicalResource(request, route);
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

  private static WireRequest withHoistedHeaders(WireRequest request, Route route) {
    return PresignedHeaders.hoist(request, route.query(), PREFIX, SIGNING_PARAMETERS::contains);
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

  /** Only its owner can use a bucket, so the expected owner must be the caller's account. */
  private static void requireExpectedOwner(WireRequest request, String header, Caller caller) {
    request
        .headers()
        .first(header)
        .ifPresent(
            expected -> {
              if (!ACCOUNT.matcher(expected).matches()) {
                throw new ObjectStoreException(new RequestError.InvalidBucketOwner(expected));
              }
              if (!expected.equals(caller.account())) {
                throw denied();
              }
            });
  }

  private static ObjectStoreException denied() {
    return new ObjectStoreException(new RequestError.AccessDenied("Access Denied"));
  }
}
