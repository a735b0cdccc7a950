package io.strongroom.domain.access;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketPolicyText;
import io.strongroom.domain.record.BucketPolicyText.Form;
import io.strongroom.policy.Grammar;
import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyException;
import io.strongroom.policy.PolicyForm;
import io.strongroom.policy.PolicyKind;
import io.strongroom.policy.ServiceWords;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The policies of buckets, ready to be asked. A text never changes under its id, and the bucket's
 * record says which one counts, so what is kept here is never out of date. Thread-safe.
 */
public final class BucketPolicies {

  private static final int KEPT = 1_000;

  private final Supplier<Buckets> buckets;
  private final Map<UUID, Found> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Found> eldest) {
          return size() > KEPT;
        }
      };

  public BucketPolicies(Supplier<Buckets> buckets) {
    this.buckets = buckets;
  }

  /** What a bucket has for a policy. */
  sealed interface Found {

    record None() implements Found {}

    /**
     * @param bindsRoot whether it may keep the owner's root from the policy itself
     */
    record Compiled(Named policy, boolean bindsRoot) implements Found {}

    /** It is there, and this build does not understand it. */
    record Unreadable() implements Found {}
  }

  /** The policy of the bucket as its record was read; read now where it is not known. */
  Uni<Found> of(Bucket bucket) {
    return known(bucket)
        .map(found -> Uni.createFrom().item(found))
        .orElseGet(() -> read(bucket.name(), bucket.access().policy().orElseThrow()));
  }

  /** That policy if nothing has to be read for it. */
  Optional<Found> known(Bucket bucket) {
    Optional<UUID> id = bucket.access().policy();
    return id.isEmpty() ? Optional.of(new Found.None()) : known(id.get());
  }

  private synchronized Optional<Found> known(UUID id) {
    return Optional.ofNullable(kept.get(id));
  }

  private Uni<Found> read(BucketName bucket, UUID id) {
    return buckets.get().policy(id).map(text -> read(bucket, id, text));
  }

  private Found read(BucketName bucket, UUID id, Optional<BucketPolicyText> text) {
    // One that was replaced meanwhile counts no more, but which one counts now is not known.
    Found found = text.map(given -> compiled(bucket, given)).orElseGet(Found.Unreadable::new);
    if (text.isPresent()) {
      synchronized (this) {
        kept.put(id, found);
      }
    }
    return found;
  }

  private static Found compiled(BucketName bucket, BucketPolicyText text) {
    try {
      Policy policy = stored(bucket, text).bound(text.terms().principals());
      return new Found.Compiled(
          new Named("bucket policy of " + bucket, policy), text.terms().bindsRoot());
    } catch (PolicyException notUnderstood) {
      return new Found.Unreadable();
    }
  }

  /**
   * Reads a policy that is to be a bucket's.
   *
   * @throws PolicyException when it is none, or has a statement that could have no effect
   */
  public static Policy forAuthor(BucketName bucket, Form form, String text) {
    return parse(form, text, BucketVocabulary.forAuthor(bucket));
  }

  /**
   * Reads a policy that a bucket has.
   *
   * @throws PolicyException when this build does not understand it
   */
  public static Policy stored(BucketName bucket, BucketPolicyText text) {
    return parse(text.form(), text.text(), BucketVocabulary.of(bucket));
  }

  private static Policy parse(Form form, String text, ServiceWords words) {
    PolicyForm language =
        switch (form) {
          case AWS -> PolicyForm.AWS;
          case OBS -> PolicyForm.OBS;
        };
    return Policy.parse(text, new Grammar(language, PolicyKind.BUCKET, words));
  }
}
