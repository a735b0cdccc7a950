package io.strongroom.domain.envelope;

import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.envelope.KeyRights.Behind;
import io.strongroom.policy.Grammar;
import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyKind;
import io.strongroom.policy.ServiceWords;

/**
 * What a KMS says that a key gives to somebody, as the policy that the key would have: then the
 * rules of resource policies say what else has to allow.
 */
final class KeyPolicyText {

  private KeyPolicyText() {}

  static Named giving(Behind key, CallerIdentity identity) {
    String principal =
        switch (key.reach()) {
          case REQUESTER -> identity.profile().arn();
          case ROLE -> identity.profile().principalArn();
          case EVERYONE -> "*";
          case ACCOUNT -> identity.account().value();
        };
    String text =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},\
        "Action":"kms:*","Resource":"*"}]}\
        """
            .formatted(principal.replace("\\", "\\\\").replace("\"", "\\\""));
    return new Named(
        "what the KMS says of " + key.keyId(),
        Policy.parse(text, Grammar.aws(PolicyKind.KEY, ServiceWords.open())));
  }
}
