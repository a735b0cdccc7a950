package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.content.ObjectOpener;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.record.ObjectVersion;
import java.util.Optional;

/**
 * HeadObject: everything about an object but its bytes. Needs no KMS, unless a sealed checksum is
 * wanted. A customer key is checked, by opening the envelope with it.
 */
public final class HeadObject {

  private final StoredObjects objects;
  private final ObjectOpener opener;

  public HeadObject(StoredObjects objects, ObjectOpener opener) {
    this.objects = objects;
    this.opener = opener;
  }

  public Uni<ObjectView> execute(GetObject.Command command) {
    return objects
        .get(command.caller(), Action.GET_OBJECT, command.wanted())
        .chain(found -> objects.shown(command.caller(), command.wanted(), found))
        .chain(
            found -> {
              ObjectVersion object = found.object();
              Conditions.requireForRead(command.conditions(), object);
              Optional<ByteRange> range = Selections.resolve(command.selection(), object);
              StoredObjects.requireFittingKey(object, command.customerKey());
              if (!needsKey(object, range, command)) {
                return Uni.createFrom()
                    .item(GetObject.view(found, range, command, Optional.empty()));
              }
              return Ownership.using(
                  opener.dataKey(object, command.customerKey(), command.caller()),
                  key ->
                      Uni.createFrom()
                          .item(GetObject.view(found, range, command, Optional.of(key))));
            });
  }

  private static boolean needsKey(
      ObjectVersion object, Optional<ByteRange> range, GetObject.Command command) {
    if (object.encryption() instanceof EncryptionDescription.CustomerProvided) {
      return true;
    }
    return command.checksumMode() && ReadChecksums.needKey(object, range, command.selection());
  }
}
