package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyManager;
import io.strongroom.emulator.key.KeyOrigin;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Lifecycle;
import io.strongroom.emulator.service.Access;
import io.strongroom.emulator.service.Authorizer;
import io.strongroom.emulator.service.KeyFinder;
import io.strongroom.emulator.store.KeyStore;
import io.strongroom.emulator.store.ProjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds keys as DEW names them and checks permissions. Thread-safe. */
@ApplicationScoped
class DewKeys {

  private static final Pattern KEY_ID =
      Pattern.compile("[0-9a-z]{8}(-[0-9a-z]{4}){3}-[0-9a-z]{12}|mrk-[0-9a-f]{32}");
  private static final Pattern URN = Pattern.compile("kms:[^:]+:[^:]+:alias:(.+)");

  private final KeyFinder finder;
  private final KeyStore keys;
  private final Authorizer authorizer;
  private final ProjectStore projects;

  DewKeys(KeyFinder finder, KeyStore keys, Authorizer authorizer, ProjectStore projects) {
    this.projects = projects;
    this.keys = keys;
    this.finder = finder;
    this.authorizer = authorizer;
  }

  /** The key in the member {@code key_id}, an id or an alias, that the caller may use. */
  Uni<KmsKey> permitted(DewCall call, String action) {
    return permitted(call, action, Map.of());
  }

  Uni<KmsKey> permitted(DewCall call, String action, Map<String, String> context) {
    String given = call.input().required("key_id");
    return find(call, given)
        .call(
            key -> {
              Access access = call.access(action, key).withContext(context);
              return authorizer.require(access);
            });
  }

  /** As {@link #permitted}, and ready to seal messages under. */
  Uni<KmsKey> usable(DewCall call, String action, Map<String, String> context) {
    return permitted(call, action, context)
        .invoke(Lifecycle::requireUsable)
        .invoke(DewKeys::requireSymmetric);
  }

  private static void requireSymmetric(KmsKey key) {
    switch (key.type().spec().use()) {
      case KeySpec.Use.Messages _ -> {}
      case KeySpec.Use.Macs _ -> throw DewRefusal.of("KMS.0341", "Not for HMAC keys.");
      case KeySpec.Use.Pairs _ -> throw DewRefusal.of("KMS.0325", "Not for asymmetric keys.");
    }
  }

  /** The key called {@code given}, not checked. */
  Uni<KmsKey> named(DewCall call, String given) {
    return find(call, given);
  }

  /** As {@link #permitted}, and not one of the services' default keys. */
  Uni<KmsKey> changeable(DewCall call, String action) {
    return changeable(call, action, "key_id");
  }

  /** As {@link #changeable}, the key being in another member. */
  Uni<KmsKey> changeable(DewCall call, String action, String member) {
    String given = call.input().required(member);
    return find(call, given)
        .invoke(
            key -> {
              if (key.type().manager() == KeyManager.AWS) {
                throw DewRefusal.of("KMS.0211", "Not allowed on a default key.");
              }
            })
        .call(key -> authorizer.require(call.access(action, key)));
  }

  /** As {@link #changeable}, and of the sort that rotates. */
  Uni<KmsKey> rotatable(DewCall call, String action) {
    return changeable(call, action)
        .invoke(
            key -> {
              if (key.type().origin() == KeyOrigin.EXTERNAL) {
                throw DewRefusal.of("KMS.0312", "Keys with imported material do not rotate.");
              }
              if (!key.type().spec().isSymmetricEncryption()) {
                throw DewRefusal.of("KMS.0313", "Only symmetric keys rotate.");
              }
            });
  }

  /** The key of an ARN, not checked. */
  Uni<KmsKey> of(DewCall call, KeyArn arn) {
    return keys.get(arn).call(key -> requireInProject(call, key));
  }

  /**
   * Demands a key of the call's project, or one of another account: whether that may be used its
   * policy and grants say. Fails with {@code NOT_FOUND}.
   */
  Uni<Void> requireInProject(DewCall call, KmsKey key) {
    if (!key.arn().scope().account().equals(call.caller().account())) {
      return Uni.createFrom().voidItem();
    }
    return projects
        .of(key.arn())
        .invoke(
            project -> {
              if (!project.map(call.project()::equals).orElse(true)) {
                throw KmsRefusal.noSuchKey(key.arn());
              }
            })
        .replaceWithVoid();
  }

  private Uni<KmsKey> find(DewCall call, String given) {
    return inAnyProject(call, given).call(key -> requireInProject(call, key));
  }

  private Uni<KmsKey> inAnyProject(DewCall call, String given) {
    var urn = URN.matcher(given);
    if (urn.matches()) {
      return finder.findAny(call.scope(), "alias/" + urn.group(1));
    }
    if (given.startsWith("alias/")) {
      return finder.findAny(call.scope(), given);
    }
    if (!KEY_ID.matcher(given).matches()) {
      throw DewRefusal.of("KMS.0205", "The key_id is invalid.");
    }
    // DEW: the id is enough for the key of another account, too; whether the caller may use it is
    // asked next.
    return keys.find(new KeyArn(call.scope(), given))
        .chain(
            own ->
                own.isPresent()
                    ? Uni.createFrom().item(own)
                    : keys.findInRegion(call.scope().region(), given))
        .map(
            found ->
                found.orElseThrow(() -> KmsRefusal.noSuchKey(new KeyArn(call.scope(), given))));
  }
}
