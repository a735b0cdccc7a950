package io.strongroom.domain.access;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.policy.Policies;
import java.util.Optional;

/**
 * Aliases of keys in requests. A policy names a key by its ARN, so by another name it would be
 * another key: whoever uses one has it looked up, where a policy asks. Thread-safe.
 */
final class NamedKeys {

  private static final String ALIAS = "alias/";

  private final KeyArns arns;

  NamedKeys(KeyArns arns) {
    this.arns = arns;
  }

  /** The alias that has to be looked up before these policies can be asked; empty for most. */
  Optional<KeyName> unsettled(AccessRequest request, Policies policies) {
    return request
        .conditions()
        .encryption()
        .flatMap(NamedKeys::alias)
        .filter(alias -> !request.caller().identity().isAnonymous())
        .filter(alias -> policies.conditionKeys().contains(CallKey.KMS_KEY.folded()));
  }

  /** The request as policies are asked about it. Fails with AccessDenied for a key unknown. */
  Uni<AccessRequest> settled(AccessRequest request, KeyName alias) {
    return arns.of(alias, request.caller())
        .onFailure(NamedKeys::isRefusal)
        .transform(NamedKeys::unknown)
        .map(
            arn ->
                new AccessRequest(
                    request.caller(),
                    request.action(),
                    request.resource(),
                    request.conditions().withKey(arn)));
  }

  private static Optional<KeyName> alias(EncryptionRequest asked) {
    return switch (asked) {
      case EncryptionRequest.KmsManaged kms ->
          kms.key().filter(name -> name.text().contains(ALIAS));
      case EncryptionRequest.BucketDefault _,
          EncryptionRequest.ServiceManaged _,
          EncryptionRequest.CustomerProvided _ ->
          Optional.empty();
    };
  }

  /** A KMS that is away or busy is no answer. */
  private static boolean isRefusal(Throwable failure) {
    return failure instanceof ObjectStoreException refused
        && refused.error() instanceof RequestError.KmsFailed(KmsException kms)
        && !(kms instanceof KmsException.Throttled)
        && !(kms instanceof KmsException.Unavailable);
  }

  private static Throwable unknown(Throwable why) {
    return new ObjectStoreException(
        new RequestError.AccessDenied(
            "A policy asks which key is meant, and the alias does not tell. Name the key by its"
                + " ARN."),
        why);
  }
}
