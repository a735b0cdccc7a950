package io.strongroom.crypto.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.ObjectRecord;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.SealedSize;
import io.strongroom.crypto.segment.SealedStream;
import io.strongroom.crypto.segment.SegmentSealer;
import io.strongroom.crypto.segment.StreamContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One object of two parts, among whatever else a rescuer's folders hold. */
class ObjectRescueTest {

  private static final String ARN = "arn:aws:s3:::bucket/key";
  private static final int SEGMENTS = 12;

  @TempDir Path folder;

  private final DataKey key = DataKey.generate(Suite.AES_256_GCM);
  private final byte[] clear = new byte[SEGMENTS * SealedSize.SEGMENT_BYTES + 100];
  private final List<Part> parts = new ArrayList<>();
  private final List<Path> unread = new ArrayList<>();
  private Path blobs;
  private Path large;
  private byte[] sealed;

  @BeforeEach
  void sealALargeAndASmallPart() throws IOException {
    new SplittableRandom(1).nextBytes(clear);
    blobs = Files.createDirectories(folder.resolve("blobs"));
    large = seal(1, 0, clear.length - 50);
    seal(2, clear.length - 50, 50);
    sealed = Files.readAllBytes(large);
  }

  private Path seal(int number, int start, int length) throws IOException {
    UUID id = UUID.randomUUID();
    Path file = blobs.resolve(id.toString());
    try (OutputStream out = Files.newOutputStream(file);
        SegmentSealer sealer = SegmentSealer.start(key, StreamContext.ofBlob(id))) {
      sealer.update(clear, start, length, out::write);
      SealedStream stream = sealer.finish(out::write);
      parts.add(new Part(number, id, stream.plaintextLength(), stream.commitment()));
    }
    return file;
  }

  private ObjectRecord record() {
    try (MetadataKey metadataKey = MetadataKey.of(key)) {
      KmsWrap wrap =
          new KmsWrap(KmsKeyId.of("id"), WrappedKey.of(new byte[9]), EncryptionContext.empty());
      return new ObjectRecord(
          ARN,
          new Envelope(key.suite(), wrap),
          new PartManifest(key.suite(), parts).encode(metadataKey));
    }
  }

  private byte[] rescue(Path... places) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ObjectRescue rescue = ObjectRescue.verify(record(), key);
    rescue.find(List.of(places), (place, why) -> unread.add(place));
    assertThat(rescue.write(out)).isEqualTo(clear.length);
    return out.toByteArray();
  }

  /** A copy of the large blob with bytes of these segments changed. */
  private Path damaged(String name, int... segments) throws IOException {
    byte[] copy = sealed.clone();
    for (int segment : segments) {
      copy[(int) SealedSize.offsetOf(segment) + 7] ^= 1;
    }
    return Files.write(blobs.resolve(name), copy);
  }

  @Test
  void write_truncatedCopiesBeforeAndAfterTheBlob_opens() throws IOException {
    Files.move(large, blobs.resolve("m"));
    for (String name : List.of("a", "z")) {
      Files.write(blobs.resolve(name), Arrays.copyOf(sealed, sealed.length - 20_000));
      Files.write(blobs.resolve(name + ".tmp"), Arrays.copyOf(sealed, SealedSize.HEADER_BYTES + 1));
    }

    assertThat(rescue(blobs)).isEqualTo(clear);
  }

  @Test
  void write_damagedCopiesUnderEveryOrder_opens() throws IOException {
    Files.move(large, blobs.resolve("m"));
    damaged("a", 9);
    damaged("z", 9);

    assertThat(rescue(blobs)).isEqualTo(clear);
    assertThat(rescue(blobs.resolve("z"), blobs)).isEqualTo(clear);
  }

  @Test
  @Spec("SEG-8")
  void write_damagedAtAnotherPlaceThanItsCopy_opensUnderEveryOrder() throws IOException {
    Files.delete(large);
    for (int early = 0; early < SEGMENTS; early++) {
      for (int late = early + 1; late < SEGMENTS; late++) {
        damaged("a", early);
        damaged("b", late);
        assertThat(rescue(blobs)).isEqualTo(clear);
        damaged("a", late);
        damaged("b", early);
        assertThat(rescue(blobs)).isEqualTo(clear);
      }
    }
  }

  @Test
  @Spec("SEG-8")
  void write_damagedInTurns_opens() throws IOException {
    Files.delete(large);
    damaged("a", 0, 3, 6, 9);
    damaged("b", 1, 4, 7, 10, 11);
    damaged("c", 2, 5, 8, SEGMENTS);

    assertThat(rescue(blobs)).isEqualTo(clear);
  }

  @Test
  @Spec("SEG-8")
  void write_damagedAtTheSamePlace_saysWhichFiles() throws IOException {
    Files.delete(large);
    Path one = damaged("one", 5);
    Path two = damaged("two", 5);

    BlobUnusable failure = catchThrowableOfType(BlobUnusable.class, () -> rescue(blobs));

    assertThat(failure.blobId()).isEqualTo(parts.getFirst().blobId());
    assertThat(failure.failures()).containsOnlyKeys(one, two);
    assertThat(failure.failures().values()).allMatch(CiphertextRejected.class::isInstance);
  }

  @Test
  void find_fileNamedByTheBlobsId_isTriedFirst() throws IOException {
    Path copy = Files.write(blobs.resolve("0"), sealed);
    BlobSearch search = new BlobSearch(parts, (place, why) -> unread.add(place));
    search.search(blobs);

    assertThat(search.filesOf(parts.getFirst())).containsExactly(large, copy);
  }

  @Test
  void find_samePlaceTwice_keepsAFileOnce() {
    BlobSearch search = new BlobSearch(parts, (place, why) -> unread.add(place));
    search.search(blobs);
    search.search(blobs);
    search.search(large);

    assertThat(search.filesOf(parts.getFirst())).containsExactly(large);
  }

  @Test
  void find_linksThatLeadNowhere_passesThemOver() throws IOException {
    Path dangling = Files.createSymbolicLink(blobs.resolve("a"), folder.resolve("nothing"));
    Path circle = Files.createSymbolicLink(blobs.resolve("b"), blobs.resolve("b"));
    Path missing = folder.resolve("missing");

    assertThat(rescue(missing, blobs)).isEqualTo(clear);
    assertThat(unread).containsExactlyInAnyOrder(missing, dangling, circle);
  }

  @Test
  @Timeout(60)
  void find_foldersInCircles_ends() throws IOException {
    Files.createSymbolicLink(blobs.resolve("self"), blobs);
    Files.createSymbolicLink(blobs.resolve("up"), folder);

    assertThat(rescue(blobs)).isEqualTo(clear);
    assertThat(unread).isEmpty();
  }

  @Test
  @Timeout(60)
  void find_pipe_isNotOpened() throws Exception {
    Path pipe = blobs.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(rescue(pipe, blobs, Path.of("/dev/zero"))).isEqualTo(clear);
  }

  @Test
  void find_linkAsAPlaceAndLinksToFiles_areFollowed() throws IOException {
    Path elsewhere = Files.move(large, folder.resolve("elsewhere"));
    Files.createSymbolicLink(blobs.resolve("link"), elsewhere);
    Path place = Files.createSymbolicLink(folder.resolve("place"), blobs);

    assertThat(rescue(place)).isEqualTo(clear);
  }

  /** The superuser may read everything, hence the condition. */
  @Test
  void find_forbiddenFolderAndFile_passesThemOver() throws IOException {
    Path forbidden = Files.createDirectory(blobs.resolve("forbidden"));
    Path file = Files.write(blobs.resolve("file"), sealed);
    for (Path path : List.of(forbidden, file)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
    }

    assertThat(rescue(blobs)).isEqualTo(clear);
    if (!Files.isReadable(file)) {
      assertThat(unread).containsExactlyInAnyOrder(forbidden, file);
    }
  }

  @Test
  void find_folderThatFails_isPassedOver() {
    BlobSearch search = new BlobSearch(parts, (place, why) -> unread.add(place));

    assertThat(search.visitFileFailed(blobs, new AccessDeniedException("")))
        .isEqualTo(FileVisitResult.CONTINUE);
    assertThat(search.postVisitDirectory(folder, new IOException()))
        .isEqualTo(FileVisitResult.CONTINUE);
    assertThat(unread).containsExactly(blobs, folder);
    assertThat(search.unreadPlaces()).isEqualTo(2);
  }

  @Test
  void find_blobsMissing_saysHowManyAndWhatWasNotRead() throws IOException {
    Files.delete(large);

    BlobMissing failure =
        catchThrowableOfType(BlobMissing.class, () -> rescue(blobs, folder.resolve("missing")));

    assertThat(failure.first()).isEqualTo(parts.getFirst().blobId());
    assertThat(failure.missing()).isEqualTo(1);
    assertThat(failure.unreadPlaces()).isEqualTo(1);
  }

  /** It is not the blobs that are at fault, and no other file would help. */
  @Test
  void write_outputFails_failsAsTheOutputDid() throws IOException {
    Files.write(blobs.resolve("copy"), sealed);
    ObjectRescue rescue = ObjectRescue.verify(record(), key);
    rescue.find(List.of(blobs), (place, why) -> unread.add(place));
    IOException full = new IOException("full");

    assertThatThrownBy(
            () ->
                rescue.write(
                    new OutputStream() {
                      @Override
                      public void write(int b) throws IOException {
                        throw full;
                      }
                    }))
        .isSameAs(full);
  }

  /** As with two failing disks: what one cannot read now the other can. */
  @Test
  void write_filesThatCannotBeReadByTurns_goesBackToTheFirst() throws IOException {
    Files.delete(large);
    Path first = Files.write(blobs.resolve("a"), sealed);
    Path second = Files.write(blobs.resolve("b"), sealed);
    ObjectRescue rescue = ObjectRescue.verify(record(), key);
    rescue.find(List.of(blobs), (place, why) -> unread.add(place));
    ByteArrayOutputStream written = new ByteArrayOutputStream();

    rescue.write(
        new OutputStream() {
          @Override
          public void write(int b) {
            written.write(b);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            boolean secondsTurn = written.size() > 4 * SealedSize.SEGMENT_BYTES;
            written.write(bytes, offset, length);
            Path fails = secondsTurn ? second : first;
            Files.write(fails, Arrays.copyOf(sealed, SealedSize.HEADER_BYTES));
            Files.write(secondsTurn ? first : second, sealed);
          }
        });

    assertThat(written.toByteArray()).isEqualTo(clear);
  }

  @Test
  void write_fileThatCannotBeReadAnyMore_saysSo() throws IOException {
    ObjectRescue rescue = ObjectRescue.verify(record(), key);
    rescue.find(List.of(blobs), (place, why) -> unread.add(place));
    Files.delete(large);

    BlobUnusable failure =
        catchThrowableOfType(
            BlobUnusable.class, () -> rescue.write(OutputStream.nullOutputStream()));

    assertThat(failure.failures().get(large)).isInstanceOf(NoSuchFileException.class);
  }
}
