package io.strongroom.domain.replication;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.ChecksummedBody;
import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.content.ObjectContent;
import io.strongroom.domain.content.ObjectOpener;
import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.record.ReadableObject;
import java.util.Optional;

/** Opens what is to be copied. Thread-safe. */
final class SourceContent {

  private final ObjectOpener opener;

  SourceContent(ObjectOpener opener) {
    this.opener = opener;
  }

  /**
   * All bytes of an object.
   *
   * @param checksum that was kept of them
   */
  record Plaintext(ObjectContent content, long length, Optional<ObjectChecksum> checksum)
      implements AutoCloseable {

    /** As the body of a copy, of which a checksum of the same kind is taken. */
    RequestBody body() {
      RequestBody body = new ContentBody(content, length);
      return checksum
          .<RequestBody>map(kept -> new ChecksummedBody(body, kept.algorithm()))
          .orElse(body);
    }

    @Override
    public void close() {
      content.close();
    }
  }

  /** The receiver closes what it gets. */
  Uni<Plaintext> open(ReadableObject object, Caller caller) {
    return Ownership.deliver(
        opener
            .dataKey(object.object(), Optional.empty(), caller)
            .chain(key -> Ownership.handOver(key, () -> openWith(key, object))));
  }

  private Uni<Plaintext> openWith(DataKey key, ReadableObject object) {
    long length = object.object().size();
    Optional<ObjectChecksum> checksum = ObjectOpener.checksum(object.object().checksum(), key);
    return opener
        .content(object, key, new ByteRange(0, length))
        .map(content -> new Plaintext(content, length, checksum));
  }
}
