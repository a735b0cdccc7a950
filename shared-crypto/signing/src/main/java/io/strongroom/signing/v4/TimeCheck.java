package io.strongroom.signing.v4;

import io.strongroom.signing.SignatureException.NotYetValid;
import io.strongroom.signing.SignatureException.RequestExpired;
import io.strongroom.signing.SignatureException.TooSkewed;
import java.time.Duration;
import java.time.Instant;

/** Whether a request was signed near enough to now, or a presigned URL is within its lifetime. */
final class TimeCheck {

  static final Duration MAX_SKEW = Duration.ofMinutes(15);

  private TimeCheck() {}

  static void check(SignatureClaim claim, Instant now) {
    Instant signed = claim.time().instant();
    if (!claim.scheme().presigned()) {
      if (Duration.between(signed, now).abs().compareTo(MAX_SKEW) > 0) {
        throw new TooSkewed(signed, now);
      }
      return;
    }
    if (signed.isAfter(now.plus(MAX_SKEW))) {
      throw new NotYetValid(signed, now);
    }
    Instant expires = signed.plusSeconds(claim.lifetimeSeconds());
    if (now.isAfter(expires)) {
      throw new RequestExpired(Long.toString(claim.lifetimeSeconds()), expires, now);
    }
  }
}
