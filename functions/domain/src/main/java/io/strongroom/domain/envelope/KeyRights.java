package io.strongroom.domain.envelope;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.policy.Evaluation;
import io.strongroom.policy.PolicyRequest;
import io.strongroom.policy.ResourceRules;
import io.strongroom.policy.condition.Attributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether the caller's own policies let them use a key. The KMS decides by the key's policy and by
 * grants, and sees the user at most; what the user's and the session's policies say is known here.
 * Asked with the key's canonical name, so once the KMS has answered; what it gave is closed when
 * the answer is no. Stateless.
 */
public final class KeyRights {

  private KeyRights() {}

  /** What is done with a key. */
  public enum Use {
    GENERATE("kms:GenerateDataKey"),
    GENERATE_WITHOUT_PLAINTEXT("kms:GenerateDataKeyWithoutPlaintext"),
    DECRYPT("kms:Decrypt"),
    RE_ENCRYPT_FROM("kms:ReEncryptFrom"),
    RE_ENCRYPT_TO("kms:ReEncryptTo");

    private final String action;

    Use(String action) {
      this.action = action;
    }
  }

  /** A use in a context. */
  public record Wish(Use use, EncryptionContext context) {}

  /**
   * What the KMS gives, if the caller may have it; fails with KmsFailed for AccessDenied when not.
   *
   * @param wish what the key is for
   * @param keyId canonical name of the key behind it
   */
  public static <K extends AutoCloseable> Uni<K> checked(
      Caller caller, Wish wish, Uni<K> given, Function<K, String> keyId) {
    return given.map(
        key -> {
          try {
            require(caller, wish, keyId.apply(key));
            return key;
          } catch (ObjectStoreException refused) {
            close(key, refused);
            throw refused;
          }
        });
  }

  private static void close(AutoCloseable key, ObjectStoreException refused) {
    try {
      key.close();
    } catch (Exception second) {
      refused.addSuppressed(second);
    }
  }

  /** Fails with KmsFailed for AccessDenied. */
  public static void require(Caller caller, Wish wish, String keyId) {
    CallerIdentity identity = caller.identity();
    PolicyRequest question =
        new PolicyRequest(
            identity.names(),
            wish.use().action,
            // The key's account, if it is another, has its say in the KMS.
            new PolicyRequest.Resource(keyId, caller.account()),
            conditions(identity, wish.context(), keyId));
    if (!Evaluation.decide(question, identity.held().with(Optional.empty()), ResourceRules.BUCKETS)
        .isAllowed()) {
      throw new ObjectStoreException(
          new RequestError.KmsFailed(
              new KmsException.AccessDenied(
                  "User: %s is not authorized to perform: %s on this resource because no identity-based policy allows the %s action"
                      .formatted(caller.principal(), wish.use().action, wish.use().action))));
    }
  }

  private static Attributes conditions(
      CallerIdentity identity, EncryptionContext context, String keyId) {
    Map<String, List<String>> values = new HashMap<>();
    CallerIdentity.Profile profile = identity.profile();
    values.put("aws:PrincipalArn", List.of(profile.principalArn()));
    values.put("aws:PrincipalAccount", List.of(identity.account()));
    values.put("aws:userid", List.of(profile.userId()));
    values.put("aws:ViaAWSService", List.of("true"));
    values.put("kms:CallerAccount", List.of(identity.account()));
    profile.userName().ifPresent(name -> values.put("aws:username", List.of(name)));
    profile
        .facts()
        .tags()
        .forEach((tag, value) -> values.put("aws:PrincipalTag/" + tag, List.of(value)));
    service(keyId).ifPresent(service -> values.put("kms:ViaService", List.of(service)));
    context
        .pairs()
        .forEach((name, value) -> values.put("kms:EncryptionContext:" + name, List.of(value)));
    values.put("kms:EncryptionContextKeys", List.copyOf(context.pairs().keySet()));
    return Attributes.of(values);
  }

  /** AWS: the service by which a key is used is in the key's region. */
  private static Optional<String> service(String keyId) {
    String[] parts = keyId.split(":", 5);
    return parts.length == 5 && !parts[3].isEmpty()
        ? Optional.of("s3." + parts[3] + ".amazonaws.com")
        : Optional.empty();
  }
}
