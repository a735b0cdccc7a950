package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.checksum.ChecksumCalculator;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.ObjectContent;
import io.strongroom.domain.content.ObjectOpener;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Workers;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.JobItem.Outcome;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.ReadableObject;
import io.strongroom.domain.record.ReadableVersion;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a version as a client would, to its last byte: every segment is opened, the manifest and
 * the sizes compared, and a checksum over the whole computed anew where one is kept. Checksums of
 * parts are not computed. Thread-safe.
 */
public final class VersionCheck {

  private static final int STEP = 128 * 1024;

  private final Objects objects;
  private final ObjectOpener opener;
  private final Workers workers;

  public VersionCheck(Objects objects, ObjectOpener opener, Workers workers) {
    this.objects = objects;
    this.opener = opener;
    this.workers = workers;
  }

  Uni<Outcome> of(JobItem item, ObjectVersion seen, Caller caller) {
    return switch (seen.encryption()) {
      case EncryptionDescription.CustomerProvided _ ->
          Uni.createFrom().item(Outcome.skipped(item, "customer-key"));
      case EncryptionDescription.KmsManaged _,
          EncryptionDescription.ServiceManaged _,
          EncryptionDescription.Unencrypted _ ->
          objects
              .locateToRead(new Wanted(item.ref().object(), Optional.of(item.ref().version())))
              .chain(located -> of(item, located, caller));
    };
  }

  private Uni<Outcome> of(JobItem item, Located<ReadableVersion> located, Caller caller) {
    Optional<ReadableObject> readable = VersionToRead.of(located);
    return readable.isEmpty()
        ? Uni.createFrom().item(Outcome.skipped(item, "gone"))
        : opener
            .dataKey(readable.get().object(), Optional.empty(), caller)
            .chain(key -> read(item, readable.get(), key));
  }

  /** Takes ownership of the key. */
  private Uni<Outcome> read(JobItem item, ReadableObject readable, DataKey key) {
    return Ownership.handOver(
            key,
            () -> {
              Optional<ObjectChecksum> kept =
                  ObjectOpener.checksum(readable.object().checksum(), key);
              return opener
                  .content(readable, key, new ByteRange(0, readable.object().size()))
                  .map(content -> new Opened(content, kept));
            })
        .chain(opened -> workers.call(() -> read(item, opened.content(), opened.kept())));
  }

  private record Opened(ObjectContent content, Optional<ObjectChecksum> kept) {}

  private static Outcome read(JobItem item, ObjectContent content, Optional<ObjectChecksum> kept)
      throws IOException {
    Optional<ObjectChecksum> expected =
        kept.filter(checksum -> checksum.type() == ObjectChecksum.Type.FULL_OBJECT);
    Optional<ChecksumCalculator> sum =
        expected.map(checksum -> checksum.algorithm().newCalculator());
    byte[] buffer = new byte[STEP];
    try (content) {
      int read = content.read(buffer, 0, buffer.length);
      while (read >= 0) {
        if (sum.isPresent()) {
          sum.get().update(buffer, 0, read);
        }
        read = content.read(buffer, 0, buffer.length);
      }
    } finally {
      Arrays.fill(buffer, (byte) 0);
    }
    boolean same =
        expected.isEmpty()
            || ObjectChecksum.fullObject(expected.get().algorithm(), sum.orElseThrow().digest())
                .equals(expected.get());
    return same
        ? Outcome.verified(item)
        : Outcome.failed(item, "checksum", "the content has another checksum than is kept");
  }
}
