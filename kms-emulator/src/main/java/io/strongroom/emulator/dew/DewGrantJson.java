package io.strongroom.emulator.dew;

import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.grant.GrantConstraint;
import io.strongroom.emulator.grant.GrantTerms;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Grants as DEW spells them. */
final class DewGrantJson {

  private DewGrantJson() {}

  /** The terms that a request of create-grant asks for. */
  static GrantTerms terms(DewInput input) {
    String grantee = input.required("grantee_principal");
    Optional<String> retiring = input.text("retiring_principal").filter(text -> !text.isEmpty());
    DewPrincipal.Kind kind = DewPrincipal.Kind.read(input);
    Set<String> operations =
        input.texts("operations").stream()
            .map(DewGrantOperation::ofDew)
            .map(operation -> operation.orElseThrow(() -> DewRefusal.invalid("operations")))
            .map(DewGrantOperation::awsName)
            .collect(Collectors.toSet());
    if (operations.equals(Set.of("CreateGrant"))) {
      throw DewRefusal.of("KMS.2401", "A grant of create-grant alone is of no use.");
    }
    if (operations.isEmpty()) {
      throw DewRefusal.missing("operations");
    }
    return new GrantTerms(
        input.text("name").filter(text -> !text.isEmpty()),
        DewPrincipal.name(kind, grantee),
        retiring.map(id -> DewPrincipal.name(DewPrincipal.Kind.USER, id)),
        operations,
        new GrantConstraint.None());
  }

  /** A page of a list of grants; more than {@code limit} were looked for. */
  static JsonObject page(List<Grant> found, int limit) {
    boolean truncated = found.size() > limit;
    List<Grant> shown = truncated ? found.subList(0, limit) : found;
    JsonArray list = new JsonArray();
    shown.forEach(grant -> list.add(render(grant)));
    return new JsonObject()
        .put("grants", list)
        .put("next_marker", truncated ? shown.getLast().id() : "")
        .put("truncated", String.valueOf(truncated))
        .put("total", shown.size());
  }

  private static JsonObject render(Grant grant) {
    JsonArray operations = new JsonArray();
    new TreeSet<>(grant.terms().operations())
        .forEach(
            name -> DewGrantOperation.ofAws(name).ifPresent(op -> operations.add(op.dewName())));
    return new JsonObject()
        .put("key_id", grant.key().keyId())
        .put("grant_id", grant.id())
        .put("grantee_principal", DewPrincipal.id(grant.terms().grantee()))
        .put("grantee_principal_type", DewPrincipal.type(grant.terms().grantee()))
        .put("operations", operations)
        .put("issuing_principal", grant.issuingAccount().value())
        .put("creation_date", DewJson.millis(grant.created()))
        .put("name", grant.terms().name().orElse(""))
        .put("retiring_principal", grant.retiringPrincipal().map(DewPrincipal::id).orElse(""));
  }
}
