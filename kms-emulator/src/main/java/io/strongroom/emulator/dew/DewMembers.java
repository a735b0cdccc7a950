package io.strongroom.emulator.dew;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The members of the operations' requests. What an operation would not read is refused: it may be a
 * restriction.
 */
final class DewMembers {

  /** A caller's own number of its request. */
  private static final String SEQUENCE = "sequence";

  private static final Set<String> KEY = Set.of("key_id");
  private static final Set<String> CONTEXT =
      Set.of("key_id", "encryption_context", "additional_authenticated_data");
  private static final Set<String> DATA_KEY = with(CONTEXT, "datakey_length", "key_spec");
  private static final Set<String> PAIR = with(CONTEXT, "key_spec", "with_plain_text");
  private static final Set<String> KEYSTORE = Set.of("keystore_id");
  private static final Set<String> PAGE = Set.of("key_id", "limit", "marker");
  private static final Set<String> GRANT = Set.of("key_id", "grant_id");
  // Clients pass one object to the operation and to its proof; none of these restricts anything.
  private static final Set<String> PROOF =
      Set.of(
          "key_id",
          "message",
          "message_type",
          "signing_algorithm",
          "signature",
          "mac_algorithm",
          "mac");

  private static final Map<String, Set<String>> BY_VERB =
      Map.ofEntries(
          Map.entry(
              "create-key",
              Set.of(
                  "key_alias",
                  "key_spec",
                  "key_usage",
                  "key_description",
                  "origin",
                  "enterprise_project_id",
                  "keystore_id")),
          Map.entry("describe-key", KEY),
          Map.entry(
              "list-keys",
              Set.of("limit", "marker", "key_state", "key_spec", "enterprise_project_id")),
          Map.entry("user-instances", Set.of()),
          Map.entry("user-quotas", Set.of()),
          Map.entry("update-key-alias", Set.of("key_id", "key_alias")),
          Map.entry("aliases", with(PAGE, "alias", "aliases")),
          Map.entry("alias/associate", Set.of("target_key_id", "alias")),
          Map.entry("gen-random", Set.of("random_data_length")),
          Map.entry("create-datakey", DATA_KEY),
          Map.entry("create-datakey-without-plaintext", DATA_KEY),
          Map.entry("encrypt-datakey", with(CONTEXT, "plain_text", "datakey_plain_length")),
          Map.entry("decrypt-datakey", with(CONTEXT, "cipher_text", "datakey_cipher_length")),
          Map.entry("encrypt-data", with(CONTEXT, "plain_text", "encryption_algorithm")),
          Map.entry("decrypt-data", with(CONTEXT, "cipher_text", "encryption_algorithm")),
          Map.entry(
              "re-encrypt",
              Set.of(
                  "cipher_text",
                  "datakey_cipher_length",
                  "source_key_id",
                  "source_encryption_algorithm",
                  "source_encryption_context",
                  "source_additional_authenticated_data",
                  "destination_key_id",
                  "destination_encryption_algorithm",
                  "destination_encryption_context",
                  "destination_additional_authenticated_data")),
          Map.entry(
              "create-grant",
              Set.of(
                  "key_id",
                  "grantee_principal",
                  "grantee_principal_type",
                  "retiring_principal",
                  "operations",
                  "name")),
          Map.entry("revoke-grant", GRANT),
          Map.entry("retire-grant", GRANT),
          Map.entry("list-grants", PAGE),
          Map.entry("list-retirable-grants", Set.of("limit", "marker")),
          Map.entry("get-parameters-for-import", Set.of("key_id", "wrapping_algorithm")),
          Map.entry(
              "import-key-material",
              Set.of(
                  "key_id",
                  "import_token",
                  "encrypted_key_material",
                  "encrypted_privatekey",
                  "expiration_time")),
          Map.entry("delete-imported-key-material", KEY),
          Map.entry("enable-key", KEY),
          Map.entry("disable-key", KEY),
          Map.entry("schedule-key-deletion", Set.of("key_id", "pending_days")),
          Map.entry("cancel-key-deletion", KEY),
          Map.entry("update-key-description", Set.of("key_id", "key_description")),
          Map.entry("enable-key-rotation", KEY),
          Map.entry("disable-key-rotation", KEY),
          Map.entry("update-key-rotation-interval", Set.of("key_id", "rotation_interval")),
          Map.entry("get-key-rotation-status", KEY),
          Map.entry("rotate-on-demand", KEY),
          Map.entry("create-tag", with(KEY, "tag")),
          Map.entry("tag-action", with(KEY, "tags", "action")),
          Map.entry("delete-tag", with(KEY, "key")),
          Map.entry("list-tags", KEY),
          Map.entry("list-project-tags", Set.of()),
          Map.entry("list-keys-by-tags", Set.of("limit", "offset", "action", "tags", "matches")),
          Map.entry("create-ec-datakey-pair", PAIR),
          Map.entry("create-rsa-datakey-pair", PAIR),
          Map.entry(
              "replicate-key",
              with(
                  KEY,
                  "replica_region",
                  "key_alias",
                  "key_description",
                  "enterprise_project_id",
                  "replica_project_id",
                  "tags")),
          Map.entry("update-primary-region", with(KEY, "primary_region")),
          Map.entry("list-regions", Set.of()),
          Map.entry("list-keystores", Set.of("limit", "offset")),
          Map.entry("show-keystore", KEYSTORE),
          Map.entry("delete-keystore", KEYSTORE),
          Map.entry("enable-keystore", KEYSTORE),
          Map.entry("disable-keystore", KEYSTORE),
          Map.entry("sign", PROOF),
          Map.entry("verify", PROOF),
          Map.entry("get-publickey", KEY),
          Map.entry("generate-mac", PROOF),
          Map.entry("verify-mac", PROOF));

  /** Members that choose what exists once here, and the values that mean it. */
  private static final Map<String, Set<String>> ONLY =
      Map.of("keystore_id", Set.of("", "0"), "enterprise_project_id", Set.of("", "0", "all"));

  private DewMembers() {}

  private static Set<String> with(Set<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  /** The operations that have an entry here. */
  static Set<String> verbs() {
    return BY_VERB.keySet();
  }

  /** Demands that an operation reads all of {@code input}. */
  static void requireKnown(String verb, JsonObject input) {
    Set<String> known = BY_VERB.getOrDefault(verb, Set.of());
    for (String name : input.fieldNames()) {
      if (!name.equals(SEQUENCE) && !known.contains(name)) {
        throw DewRefusal.of("KMS.0308", "The parameter " + name + " is not known.");
      }
      Set<String> values = ONLY.get(name);
      Object value = input.getValue(name);
      if (values != null && value != null && !values.contains(value.toString())) {
        throw DewRefusal.invalid(name);
      }
    }
  }
}
