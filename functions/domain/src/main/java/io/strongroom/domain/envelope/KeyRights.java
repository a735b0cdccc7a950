package io.strongroom.domain.envelope;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KeyReach;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.access.CallerConditions;
import io.strongroom.domain.access.KeyRefusal;
import io.strongroom.domain.access.Refusal;
import io.strongroom.domain.access.RefusalLog;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.policy.Evaluation;
import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.PolicyRequest;
import io.strongroom.policy.ResourceRules;
import io.strongroom.policy.Verdict;
import io.strongroom.policy.condition.Attributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether the caller's own policies let them use a key. The KMS decides by the key's policy and by
 * grants, and sees the user at most; what the user's and the session's policies say is known here.
 * Asked with the key's canonical name, so once the KMS has answered; what it gave is closed when
 * the answer is no. Refusals are noted, the KMS's own as well. Thread-safe.
 */
public final class KeyRights {

  private final CallerConditions conditions;
  private final RefusalLog refusals;
  private final Set<AccountId> trying;

  /**
   * @param trying accounts that try their policies out: what their own people may not do is noted
   *     and not refused
   */
  public KeyRights(CallerConditions conditions, RefusalLog refusals, Set<AccountId> trying) {
    this.conditions = conditions;
    this.refusals = refusals;
    this.trying = Set.copyOf(trying);
  }

  /** What is done with a key. */
  public enum Use {
    GENERATE("kms:GenerateDataKey"),
    GENERATE_WITHOUT_PLAINTEXT("kms:GenerateDataKeyWithoutPlaintext"),
    DECRYPT("kms:Decrypt"),
    RE_ENCRYPT_FROM("kms:ReEncryptFrom"),
    RE_ENCRYPT_TO("kms:ReEncryptTo"),
    DESCRIBE("kms:DescribeKey");

    private final String action;

    Use(String action) {
      this.action = action;
    }
  }

  /**
   * A use in a context.
   *
   * @param key as it is asked for; may be {@link KeyName#any}
   */
  public record Wish(Use use, EncryptionContext context, KeyName key) {}

  /**
   * The key behind an answer.
   *
   * @param keyId its canonical name
   * @param reach whom it lets use it, as the KMS says
   */
  public record Behind(KmsKeyId keyId, KeyReach reach) {

    /** A key of which the KMS tells nothing but its name. */
    static Behind named(KmsKeyId keyId) {
      return new Behind(keyId, KeyReach.ACCOUNT);
    }

    public static Behind of(GeneratedDataKey made) {
      return new Behind(made.keyId(), made.reach());
    }

    public static Behind of(UnwrappedKey opened) {
      return new Behind(opened.keyId(), opened.reach());
    }

    public static Behind of(WrappedDataKey made) {
      return named(made.keyId());
    }

    static Behind of(BucketKey key) {
      return new Behind(key.keyId(), key.reach());
    }
  }

  /**
   * What the KMS gives, if the caller may have it; fails with KmsFailed for AccessDenied when not.
   *
   * @param wish what the key is for
   */
  public <K> Uni<K> checked(Caller caller, Wish wish, Uni<K> given, Function<K, Behind> behind) {
    return noted(caller, wish, given)
        .invoke(
            key -> {
              try {
                require(caller, wish, behind.apply(key));
              } catch (ObjectStoreException refused) {
                close(key, refused);
                throw refused;
              }
            });
  }

  /** What the KMS gives; its refusal is noted. */
  <K> Uni<K> noted(Caller caller, Wish wish, Uni<K> given) {
    return given
        .onFailure(ObjectStoreException.class)
        .invoke(
            failure -> {
              if (failure.error()
                  instanceof RequestError.KmsFailed(KmsException.AccessDenied denied)) {
                refusals.keyRefused(
                    new KeyRefusal(caller, wish.use().action, wish.key(), denied.decision()));
              }
            });
  }

  private static void close(Object key, ObjectStoreException refused) {
    if (key instanceof AutoCloseable held) {
      try {
        held.close();
      } catch (Exception second) {
        refused.addSuppressed(second);
      }
    }
  }

  /** Fails with KmsFailed for AccessDenied. */
  void require(Caller caller, Wish wish, Behind key) {
    String action = wish.use().action;
    Verdict verdict = verdict(caller, wish, key);
    if (verdict.isAllowed()) {
      return;
    }
    Refusal refusal = new Refusal(caller, action, key.keyId().text(), caller.account(), verdict);
    if (trying.contains(caller.account())) {
      refusals.note(refusal.tried());
      return;
    }
    refusals.note(refusal);
    throw new ObjectStoreException(
        new RequestError.KmsFailed(
            new KmsException.AccessDenied(
                "User: %s is not authorized to perform: %s on this resource %s"
                    .formatted(caller.principal(), action, refusal.kind()))));
  }

  private Verdict verdict(Caller caller, Wish wish, Behind key) {
    CallerIdentity identity = caller.identity();
    PolicyRequest question =
        new PolicyRequest(
            identity.names(),
            wish.use().action,
            // The key's account, if it is another, has its say in the KMS.
            new PolicyRequest.Resource(key.keyId().text(), identity.account().value()),
            conditions(caller, wish.context(), key.keyId()));
    Verdict own = decide(question, identity, Optional.empty());
    // What the key itself gives to somebody needs no policy of theirs, and no denial of any.
    return own instanceof Verdict.Unallowed && key.reach() != KeyReach.ACCOUNT
        ? decide(question, identity, Optional.of(KeyPolicyText.giving(key, identity)))
        : own;
  }

  private static Verdict decide(
      PolicyRequest question, CallerIdentity identity, Optional<Named> key) {
    return Evaluation.decide(question, identity.held().with(key), ResourceRules.BUCKETS);
  }

  private Attributes conditions(Caller caller, EncryptionContext context, KmsKeyId keyId) {
    Map<String, List<String>> values = conditions.ofService(caller);
    values.put("aws:ViaAWSService", List.of("true"));
    values.put("kms:CallerAccount", List.of(caller.account().value()));
    keyId
        .name()
        .placed()
        .ifPresent(
            key -> {
              values.put("aws:ResourceAccount", List.of(key.account().value()));
              // AWS: the service by which a key is used is in the key's region.
              values.put("kms:ViaService", List.of("s3." + key.region() + ".amazonaws.com"));
            });
    context
        .pairs()
        .forEach((name, value) -> values.put("kms:EncryptionContext:" + name, List.of(value)));
    values.put("kms:EncryptionContextKeys", List.copyOf(context.pairs().keySet()));
    return Attributes.of(values);
  }
}
