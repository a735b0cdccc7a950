package io.strongroom.emulator.admin;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.grant.GrantConstraint;
import io.strongroom.emulator.grant.GrantTerms;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyManager;
import io.strongroom.emulator.key.KeyOrigin;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KmsKey.KeyType;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.service.NewKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A key to be made at start, unless it exists.
 *
 * @param material fixed key material, Base64; for tests only
 * @param rotationInDays period of automatic rotation
 */
record SeedKey(
    KeyArn arn,
    KeySpec spec,
    Description description,
    Names names,
    Optional<String> material,
    Optional<Integer> rotationInDays) {

  /** What describes the key. */
  record Description(
      String text, Map<String, String> tags, Optional<String> policy, boolean enabled) {}

  /** What refers to the key. */
  record Names(List<AliasName> aliases, List<GrantTerms> grants) {}

  private static final Set<String> MEMBERS =
      Set.of(
          "keyId",
          "account",
          "region",
          "spec",
          "description",
          "tags",
          "policy",
          "enabled",
          "aliases",
          "grants",
          "material",
          "rotationPeriodInDays");
  private static final Pattern KEY_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}|[0-9a-f]{32}");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");

  /**
   * Reads a key.
   *
   * @throws IllegalStateException naming the key and the member that cannot be
   */
  static SeedKey read(JsonObject json, Scope home) {
    String id = String.valueOf(json.getValue("keyId"));
    try {
      return parse(json, home);
    } catch (ClassCastException | IllegalArgumentException e) {
      throw new IllegalStateException("the seed's key " + id + ": " + e.getMessage(), e);
    }
  }

  private static SeedKey parse(JsonObject json, Scope home) {
    requireKnown(json, MEMBERS);
    Scope scope =
        new Scope(
            AccountId.of(text(json, "account", ACCOUNT, home.account().value())),
            Region.of(text(json, "region", REGION, home.region().value())));
    KeyArn arn = new KeyArn(scope, text(json, "keyId", KEY_ID, ""));
    return new SeedKey(
        arn,
        spec(json.getString("spec", KeySpec.SYMMETRIC_DEFAULT.name()), scope),
        new Description(
            json.getString("description", ""),
            texts(json.getJsonObject("tags", new JsonObject())),
            policy(json.getValue("policy")),
            json.getBoolean("enabled", true)),
        new Names(
            json.getJsonArray("aliases", new JsonArray()).stream()
                .map(name -> new AliasName((String) name))
                .toList(),
            json.getJsonArray("grants", new JsonArray()).stream()
                .map(grant -> grant((JsonObject) grant))
                .toList()),
        Optional.ofNullable(json.getString("material")),
        Optional.ofNullable(json.getInteger("rotationPeriodInDays")));
  }

  // AWS: in the China regions SYMMETRIC_DEFAULT is SM4.
  private static KeySpec spec(String name, Scope scope) {
    KeySpec spec = KeySpec.valueOf(name);
    return spec == KeySpec.SYMMETRIC_DEFAULT && scope.isChina() ? KeySpec.SM4 : spec;
  }

  /** The key as it is to be made. */
  NewKey wanted() {
    KeyType type =
        new KeyType(spec, spec.usages().getFirst(), KeyOrigin.AWS_KMS, KeyManager.CUSTOMER, false);
    return new NewKey(type, description.text(), description.policy(), true, description.tags());
  }

  /** The fixed material, of a size that fits the key; the caller closes it. */
  Optional<SecretBytes> secret() {
    return material.map(
        base64 -> {
          int size =
              switch (spec.use()) {
                case KeySpec.Use.Messages(var suite) -> suite.materialSizeInBytes();
                case KeySpec.Use.Macs(var algorithm) -> algorithm.keySizeInBytes();
                case KeySpec.Use.Pairs _ ->
                    throw new IllegalStateException(
                        "the seed's key " + arn + ": a key pair cannot have fixed material");
              };
          byte[] bytes = Base64.getDecoder().decode(base64);
          if (bytes.length != size) {
            throw new IllegalStateException(
                "the seed's key " + arn + ": its material must be " + size + " bytes");
          }
          return SecretBytes.adopt(bytes);
        });
  }

  private static GrantTerms grant(JsonObject json) {
    requireKnown(
        json,
        Set.of(
            "name",
            "granteePrincipal",
            "retiringPrincipal",
            "operations",
            "encryptionContextEquals",
            "encryptionContextSubset"));
    String name = json.getString("name", "");
    String grantee = json.getString("granteePrincipal", "");
    if (name.isEmpty() || grantee.isEmpty()) {
      // A name makes the next start find this grant instead of making another.
      throw new IllegalArgumentException("a grant needs name and granteePrincipal");
    }
    return new GrantTerms(
        Optional.of(name),
        grantee,
        Optional.ofNullable(json.getString("retiringPrincipal")),
        json.getJsonArray("operations", new JsonArray()).stream()
            .map(String.class::cast)
            .collect(Collectors.toUnmodifiableSet()),
        constraint(json));
  }

  private static GrantConstraint constraint(JsonObject json) {
    JsonObject equal = json.getJsonObject("encryptionContextEquals");
    JsonObject subset = json.getJsonObject("encryptionContextSubset");
    if (equal != null && subset != null) {
      throw new IllegalArgumentException("a grant has one constraint");
    }
    if (equal != null) {
      return new GrantConstraint.ContextEquals(texts(equal));
    }
    return subset == null
        ? new GrantConstraint.None()
        : new GrantConstraint.ContextSubset(texts(subset));
  }

  private static Optional<String> policy(@org.jspecify.annotations.Nullable Object policy) {
    return policy == null
        ? Optional.empty()
        : Optional.of(policy instanceof JsonObject json ? json.encode() : (String) policy);
  }

  private static Map<String, String> texts(JsonObject json) {
    Map<String, String> texts = new TreeMap<>();
    json.forEach(member -> texts.put(member.getKey(), (String) member.getValue()));
    return texts;
  }

  private static String text(JsonObject json, String name, Pattern form, String standard) {
    // YAML: an account without quotes is a number.
    Object value = json.getValue(name, standard);
    String text = String.valueOf(value);
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException(
          name + " is missing or not of the form " + form + " (quote it)");
    }
    return text;
  }

  private static void requireKnown(JsonObject json, Set<String> known) {
    for (String member : json.fieldNames()) {
      if (!known.contains(member)) {
        throw new IllegalArgumentException("unknown member '" + member + "'");
      }
    }
  }
}
