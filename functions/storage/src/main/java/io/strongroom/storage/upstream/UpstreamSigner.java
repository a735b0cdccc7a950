package io.strongroom.storage.upstream;

import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v2.SigV2Dialect;
import io.strongroom.signing.v2.SigV2Signer;
import io.strongroom.signing.v4.SigV4Signer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Signs requests to one bucket. Immutable. */
final class UpstreamSigner {

  private final UpstreamBucket bucket;

  UpstreamSigner(UpstreamBucket bucket) {
    this.bucket = bucket;
  }

  /** All headers of the request, those of its signature among them. */
  List<HeaderField> sign(UpstreamRequest request, UpstreamCredentials.Key key, Instant time) {
    List<HeaderField> headers = new ArrayList<>(request.headers());
    headers.add(new HeaderField("Host", bucket.authority()));
    String prefix = bucket.signature().prefix();
    key.sessionToken()
        .ifPresent(token -> headers.add(new HeaderField(prefix + "security-token", token)));
    return switch (bucket.signature()) {
      case V4 ->
          new SigV4Signer(key.credential(), bucket.region(), "s3")
              .sign(signable(request, headers), request.body().sha256(), time)
              .headers();
      case OBS -> {
        // OBS: the date in a header of its own, since HTTP clients and proxies may set the other.
        headers.add(
            new HeaderField(
                prefix + "date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC))));
        yield new SigV2Signer(SigV2Dialect.OBS, key.credential())
            .sign(signable(request, headers), resource(request))
            .headers();
      }
    };
  }

  private SignableRequest signable(UpstreamRequest request, List<HeaderField> headers) {
    return new SignableRequest(
        request.method(), bucket.path(request.name()), request.query(), headers);
  }

  private String resource(UpstreamRequest request) {
    String path = bucket.path(request.name());
    return bucket.pathStyle() ? path : "/" + bucket.bucket() + path;
  }
}
