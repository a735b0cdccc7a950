package io.strongroom.function.console.words;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.record.ReplicationConfiguration;
import io.strongroom.domain.record.ReplicationRule;
import io.strongroom.function.console.words.EncryptionWords.Fact;
import java.util.ArrayList;
import java.util.List;

/** What is copied to where, in plain words. Stateless. */
public final class ReplicationWords {

  private ReplicationWords() {}

  /** In whose name copies are made, and a fact for each rule. */
  public static List<Fact> of(ReplicationConfiguration configuration) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Copies are made in the name of", configuration.role()));
    configuration.rules().forEach(rule -> facts.add(new Fact(rule.id(), sentence(rule))));
    return List.copyOf(facts);
  }

  private static String sentence(ReplicationRule rule) {
    ReplicationRule.Destination to = rule.destination();
    return (rule.enabled() ? "" : "Off. ")
        + FilterWords.of(rule.filter())
        + ": copied to "
        + to.arn()
        + ". Delete marks are "
        + (rule.copiesMarkers() ? "copied" : "not copied")
        + ". Objects under KMS keys are "
        + (rule.copiesUnderKms() ? "copied" : "not copied")
        + to.key().map(KeyName::text).map(key -> ", to be sealed under " + key).orElse("")
        + "."
        + to.storageClass().map(name -> " Copies are of the class " + name + ".").orElse("");
  }
}
