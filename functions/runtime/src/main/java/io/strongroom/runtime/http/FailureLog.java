package io.strongroom.runtime.http;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.domain.iam.IdentityException;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.refusal.RefusedRequest;
import io.strongroom.signing.SignatureException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jboss.logging.Logger;

/**
 * What of a failure goes to the log: refusals are answers and do not, damage is an alarm that names
 * the object, anything unexpected is a bug with its stack trace. Neither header values nor secrets
 * are ever written.
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
      case SignatureException _ -> LOG.debugf("signature refused: request %s", request.requestId());
      case RefusedRequest refused -> LOG.debugf("refused: request %s", request.requestId());
      case IdentityException refused -> LOG.debugf("refused: request %s", request.requestId());
      // Unchecked: in a body that is a document.
      case IOException _, UncheckedIOException _ ->
          LOG.debugf("client gone: request %s", request.requestId());
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
        "ALARM: stored data does not authenticate: %s (request %s, %s)%s",
        damage.describe(), request.requestId(), request.method(), consequence);
  }
}
