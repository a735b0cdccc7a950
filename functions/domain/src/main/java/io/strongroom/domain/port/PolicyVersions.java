package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.identity.ManagedPolicy;
import io.strongroom.domain.identity.ManagedPolicy.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The texts and tags of policies that can be attached. Every method is one statement. */
public interface PolicyVersions {

  /** By number. */
  Uni<List<Version>> of(String arn);

  /**
   * Adds a text, under a number that was never given before.
   *
   * @param counts whether it is the one that counts from now on
   * @param most how many there may be
   * @return empty when there are as many, or the policy is gone
   */
  Uni<Optional<Version>> add(String arn, ManagedPolicy.Version version, boolean counts, int most);

  /** Has another version count. False when there is none of this number. */
  Uni<Boolean> choose(String arn, int number);

  /** False when there is none of this number, or it is the one that counts. */
  Uni<Boolean> remove(String arn, int number);

  /**
   * Replaces the tags of a policy as they were read.
   *
   * @return false when they are others by now
   */
  Uni<Boolean> setTags(String arn, Map<String, String> before, Map<String, String> after);
}
