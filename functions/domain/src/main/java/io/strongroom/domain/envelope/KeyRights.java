package io.strongroom.domain.envelope;

import io.smallrye.mutiny.Uni;
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

  /**
   * What the KMS gives, if the caller may have it; fails with KmsFailed for AccessDenied when not.
   *
   * @param keyId canonical name of the key behind it
   */
  public static <K extends AutoCloseable> Uni<K> checked(
      Caller caller, Use use, Uni<K> given, Function<K, String> keyId) {
    return given.map(
        key -> {
          try {
            require(caller, use, keyId.apply(key));
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
  public static void require(Caller caller, Use use, String keyId) {
    CallerIdentity identity = caller.identity();
    PolicyRequest question =
        new PolicyRequest(
            identity.names(),
            use.action,
            // The key's account, if it is another, has its say in the KMS.
            new PolicyRequest.Resource(keyId, caller.account()),
            conditions(identity));
    if (!Evaluation.decide(question, identity.held().with(Optional.empty()), ResourceRules.BUCKETS)
        .isAllowed()) {
      throw new ObjectStoreException(
          new RequestError.KmsFailed(
              new KmsException.AccessDenied(
                  "User: %s is not authorized to perform: %s on this resource because no identity-based policy allows the %s action"
                      .formatted(caller.principal(), use.action, use.action))));
    }
  }

  private static Attributes conditions(CallerIdentity identity) {
    Map<String, List<String>> values = new HashMap<>();
    values.put("aws:PrincipalArn", List.of(identity.profile().principalArn()));
    values.put("aws:PrincipalAccount", List.of(identity.account()));
    values.put("aws:userid", List.of(identity.profile().userId()));
    values.put("aws:ViaAWSService", List.of("true"));
    values.put("kms:CallerAccount", List.of(identity.account()));
    identity.profile().userName().ifPresent(name -> values.put("aws:username", List.of(name)));
    return Attributes.of(values);
  }
}
