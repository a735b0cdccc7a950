package io.strongroom.emulator.aws;

import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.grant.GrantConstraint;
import io.strongroom.emulator.operation.CreateGrant;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Grants as JSON. */
final class GrantJson {

  private GrantJson() {}

  static JsonObject render(Grant grant) {
    JsonArray operations = new JsonArray();
    new TreeSet<>(grant.terms().operations()).forEach(operations::add);
    JsonObject json =
        new JsonObject()
            .put("CreationDate", KeyJson.timestamp(grant.created()))
            .put("GrantId", grant.id())
            .put("GranteePrincipal", grant.terms().grantee())
            .put("IssuingAccount", issuer(grant))
            .put("KeyId", grant.key().toString())
            .put("Name", grant.terms().name().orElse(""))
            .put("Operations", operations);
    grant.retiringPrincipal().ifPresent(arn -> json.put("RetiringPrincipal", arn));
    switch (grant.terms().constraint()) {
      case GrantConstraint.None _ -> {}
      case GrantConstraint.ContextEquals(var pairs) -> constrain(json, CreateGrant.EQUALS, pairs);
      case GrantConstraint.ContextSubset(var pairs) -> constrain(json, CreateGrant.SUBSET, pairs);
    }
    return json;
  }

  private static String issuer(Grant grant) {
    return "arn:" + grant.key().scope().partition() + ":iam::" + grant.issuingAccount() + ":root";
  }

  private static void constrain(JsonObject json, String kind, Map<String, String> pairs) {
    JsonObject context = new JsonObject();
    new TreeMap<>(pairs).forEach(context::put);
    json.put("Constraints", new JsonObject().put(kind, context));
  }
}
