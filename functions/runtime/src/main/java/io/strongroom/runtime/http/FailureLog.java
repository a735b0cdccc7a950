package io.strongroom.runtime.http;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.body.BodyRejected;
import io.strongroom.signing.SignatureException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What of a failure goes to the log: refusals are answers and do not, damage is an alarm, anything
 * unexpected is a bug with its stack trace. Neither header values nor keys are ever written.
 */
final class FailureLog {

  private static final Logger LOG = Logger.getLogger("io.strongroom");

  private FailureLog() {}

  static void record(WireRequest request, Throwable failure) {
    switch (failure) {
      case ObjectStoreException refused
          when refused.error() instanceof RequestError.ObjectDamaged(Damage damage) ->
          alarm(request, damage, "");
      case ObjectStoreException refused
          when refused.error() instanceof RequestError.StorageUnavailable(String detail) ->
          LOG.errorf("storage: %s (request %s)", detail, request.requestId());
      case ObjectStoreException refused
          when refused.error() instanceof RequestError.StorageBusy(String detail) ->
          LOG.warnf("storage is busy: %s (request %s)", detail, request.requestId());
      case CiphertextRejected rejected -> alarm(request, Damage.of(rejected), "");
      case ObjectStoreException refused -> LOG.debugf("refused: request %s", request.requestId());
      case SignatureException unproved ->
          LOG.debugf("signature refused: request %s", request.requestId());
      case BodyRejected refused -> LOG.debugf("body refused: request %s", request.requestId());
      case IOException gone -> LOG.debugf("client gone: request %s", request.requestId());
      // In a body that is a document.
      case UncheckedIOException gone -> LOG.debugf("client gone: request %s", request.requestId());
      default -> LOG.errorf(failure, "unexpected failure in request %s", request.requestId());
    }
  }

  /** A body that could not be finished. */
  static void aborted(WireRequest request, Throwable failure) {
    switch (failure) {
      case ObjectStoreException refused
          when refused.error() instanceof RequestError.ObjectDamaged(Damage damage) ->
          alarm(request, damage, "; connection cut");
      case CiphertextRejected rejected -> alarm(request, Damage.of(rejected), "; connection cut");
      case ObjectStoreException unavailable
          when unavailable.error() instanceof RequestError.StorageUnavailable(String detail) ->
          LOG.errorf("storage: %s; connection cut (request %s)", detail, request.requestId());
      case IOException gone -> LOG.debugf("download ended early: %s", gone.getMessage());
      default ->
          LOG.errorf(
              failure,
              "unexpected failure in the download of request %s; connection cut",
              request.requestId());
    }
  }

  /** One line with all that an operator needs to find the damage. */
  private static void alarm(WireRequest request, Damage damage, String consequence) {
    LOG.errorf(
        "ALARM: stored data does not authenticate: %s; %s version=%s blob=%s (request %s, %s)%s",
        damage.reason(),
        damage.object().map(FailureLog::named).orElse("bucket=? key=?"),
        damage.version().map(VersionId::value).orElse("?"),
        damage.blob().map(UUID::toString).orElse("-"),
        request.requestId(),
        request.method(),
        consequence);
  }

  private static String named(ObjectRef ref) {
    return "bucket=" + ref.bucket().value() + " key=" + quoted(ref.key().value());
  }

  /** A key may hold line breaks and escape codes: in a log they would pass for lines of its own. */
  private static String quoted(String key) {
    StringBuilder text = new StringBuilder("\"");
    key.codePoints()
        .forEach(
            c -> {
              if (c < ' ' || c == '"' || c == '\\' || c >= 0x7f) {
                text.append(String.format("\\u{%x}", c));
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.append('"').toString();
  }
}
