package io.strongroom.domain.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.encryption.ETagSource;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.testing.DirectWorkers;
import io.strongroom.domain.testing.InMemoryBlobs;
import io.strongroom.domain.testing.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedContentTest {

  private static final VersionRef OWNER =
      new VersionRef(new ObjectRef(new BucketName("vault"), new ObjectKey("plan")), VersionId.NULL);

  private final InMemoryBlobs blobs = new InMemoryBlobs();
  private final DataKey key = DataKey.generate(Suite.AES_256_GCM);
  private final byte[] data = new byte[50000];

  SealedContentTest() {
    new Random(1).nextBytes(data);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16384, 20000, 50000})
  void read_afterClose_throws(int before) throws IOException {
    SealedContent content = open(parts(data));
    content.read(new byte[before], 0, before);
    content.close();
    assertThatThrownBy(() -> content.read(new byte[10], 0, 10))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> content.read(new byte[10], 0, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> key.secret().use(bytes -> bytes.length))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void close_twice_nothing() throws IOException {
    SealedContent content = open(parts(data));
    content.close();
    content.close();
  }

  /** Reads of no length between all others, at borders of parts too, and parts without a byte. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100, 16384, 20000, 60000})
  void read_ofNothing_isNothingAndNotTheEnd(int step) throws IOException {
    SealedContent content =
        open(
            parts(
                Arrays.copyOf(data, 100),
                new byte[0],
                Arrays.copyOfRange(data, 100, 20000),
                Arrays.copyOfRange(data, 20000, data.length),
                new byte[0]));
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    byte[] buffer = new byte[step];
    for (int n = 0; n >= 0; n = content.read(buffer, 0, step)) {
      seen.write(buffer, 0, n);
      assertThat(content.read(buffer, 0, 0)).isZero();
    }
    assertThat(seen.toByteArray()).isEqualTo(data);
    assertThat(content.remaining()).isZero();
  }

  @Test
  void read_laterPartOfAnotherLength_rejectedAndAgain() throws IOException {
    List<PartManifest.Part> parts = parts(Arrays.copyOf(data, 20000), new byte[100]);
    PartManifest.Part second = parts.get(1);
    parts.set(1, new PartManifest.Part(second.number(), second.blobId(), 200, second.commitment()));
    SealedContent content =
        SealedContent.open(
            blobs::open,
            key,
            new PartManifest(Suite.AES_256_GCM, parts),
            new ByteRange(0, 20200),
            OWNER);
    byte[] buffer = new byte[20000];
    int read = 0;
    while (read < 20000) {
      read += content.read(buffer, read, 20000 - read);
    }
    assertThat(buffer).isEqualTo(Arrays.copyOf(data, 20000));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> content.read(buffer, 0, 10))
          .satisfies(damage -> assertBlob(damage, parts.get(1).blobId()));
    }
  }

  /** Not an IOException, which would be taken for the client's. */
  @Test
  void read_laterBlobMissing_rejected() throws IOException {
    List<PartManifest.Part> parts = parts(Arrays.copyOf(data, 20000), new byte[30000]);
    blobs.delete(parts.get(1).blobId());
    SealedContent content = open(parts);
    byte[] buffer = new byte[20000];
    int read = 0;
    while (read < 20000) {
      read += content.read(buffer, read, 20000 - read);
    }
    assertThatThrownBy(() -> content.read(buffer, 0, 10))
        .satisfies(damage -> assertBlob(damage, parts.get(1).blobId()));
  }

  /** The alarm names what an operator must look at. */
  private static void assertBlob(Throwable failure, UUID blob) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            refused ->
                assertThat(refused.error())
                    .isInstanceOfSatisfying(
                        RequestError.ObjectDamaged.class,
                        damaged -> {
                          assertThat(damaged.damage().object()).contains(OWNER.object());
                          assertThat(damaged.damage().version()).contains(OWNER.version());
                          assertThat(damaged.damage().blob()).contains(blob);
                        }));
  }

  private SealedContent open(List<PartManifest.Part> parts) throws IOException {
    return SealedContent.open(
        blobs::open,
        key,
        new PartManifest(Suite.AES_256_GCM, parts),
        new ByteRange(0, data.length),
        OWNER);
  }

  /** Seals each as a part. */
  private List<PartManifest.Part> parts(byte[]... plaintexts) {
    BodySealer sealer = new BodySealer(blobs, new DirectWorkers());
    List<PartManifest.Part> parts = new ArrayList<>();
    for (byte[] plaintext : plaintexts) {
      SealedBody sealed =
          sealer
              .seal(
                  new ContentBody(Store.content(plaintext), plaintext.length),
                  key,
                  ETagSource.OPAQUE)
              .await()
              .indefinitely();
      parts.add(
          new PartManifest.Part(
              parts.size() + 1, sealed.blobId(), sealed.size(), sealed.commitment()));
    }
    return parts;
  }
}
