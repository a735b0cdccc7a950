package io.strongroom.signing.v4;

import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException.HeadersNotSigned;
import io.strongroom.signing.internal.PercentEncoding;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses headers that change what a request means yet are not covered by its signature, so that
 * nobody can add, say, an encryption header to someone else's presigned URL.
 */
final class UnsignedHeaders {

  private UnsignedHeaders() {}

  static void check(SigV4Rules rules, SignableRequest request, SignatureClaim claim) {
    Set<String> signed = Set.copyOf(claim.signedHeaders());
    List<String> unsigned =
        request.headers().stream()
            .map(HeaderField::name)
            .map(PercentEncoding::lower)
            .filter(name -> mustBeSigned(rules, claim, name))
            .filter(name -> !signed.contains(name))
            .filter(name -> !repeatsWhatIsSigned(request, claim, name))
            .distinct()
            .sorted()
            .toList();
    if (!unsigned.isEmpty()) {
      throw new HeadersNotSigned(unsigned);
    }
    if (!signed.contains("host")) {
      throw new HeadersNotSigned(List.of("host"));
    }
  }

  private static boolean mustBeSigned(SigV4Rules rules, SignatureClaim claim, String name) {
    return switch (name) {
      case "host", "x-amz-target" -> true;
      // Part of the canonical request in its own right, unless the query took its place.
      case ContentSha256.HEADER -> claim.scheme().presigned() && rules.objectStorage();
      // Part of the string to sign, unless a query parameter took its place.
      case "x-amz-date" -> claim.scheme().presigned() && rules.objectStorage();
      // Key management: who a service acts for, and for which request, is in headers of our own.
      default -> name.startsWith(rules.objectStorage() ? "x-amz-" : "x-strongroom-");
    };
  }

  /** S3 takes the body's hash beside a presigned URL; here only the one that was signed. */
  private static boolean repeatsWhatIsSigned(
      SignableRequest request, SignatureClaim claim, String name) {
    return name.equals(ContentSha256.HEADER)
        && request.header(name).equals(Optional.of(ContentSha256.signed(request, claim)));
  }
}
