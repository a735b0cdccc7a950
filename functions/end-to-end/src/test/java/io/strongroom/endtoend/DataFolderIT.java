package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What somebody who has the data folder finds in it: blobs, database, logs of the database. */
@OneProcess
@ExtendWith(StrongroomExtension.class)
class DataFolderIT {

  /** Random, so that no other file holds it by chance; as text, so that any encoding shows. */
  private static final String MARKER =
      HexFormat.of().formatHex(Arrays.copyOf(Samples.bytes(77), 24));

  private final Strongroom strongroom;
  private final S3Client s3;

  DataFolderIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    s3 = strongroom.s3();
  }

  /** A small object is in the database, a larger one in a file. */
  @ParameterizedTest
  @EnumSource
  @Tag("WRAP-5")
  void put_anyMode_leavesNoPlaintextAndNoCustomerKey(Mode mode) {
    putMarkers(mode, 1000);
    putMarkers(mode, 10);

    byte[] key = Samples.bytes(32);
    assertThat(
            findings(
                List.of(
                    bytes(MARKER),
                    key,
                    bytes(Base64.getEncoder().encodeToString(key)),
                    bytes(HexFormat.of().formatHex(key)),
                    Mode.md5(key),
                    bytes(HexFormat.of().formatHex(Mode.md5(key))),
                    bytes(Base64.getEncoder().encodeToString(Mode.md5(key))))))
        .isEmpty();
  }

  private void putMarkers(Mode mode, int times) {
    String bucket = strongroom.newBucket();
    s3.putObject(
        request ->
            request
                .bucket(bucket)
                .key("k")
                .overrideConfiguration(with(mode.onWrite(strongroom.kmsKey()))),
        RequestBody.fromString(MARKER.repeat(times)));
  }

  /** Beside an opaque entity tag; in the other modes the entity tag tells as much. */
  @ParameterizedTest
  @EnumSource
  @Tag("META-3")
  void put_withChecksum_keptInTheClearForServiceKeysOnly(Mode mode)
      throws NoSuchAlgorithmException {
    String bucket = strongroom.newBucket();
    byte[] content = Samples.bytes(100 + mode.ordinal());
    String checksum =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
    s3.putObject(
        request ->
            request
                .bucket(bucket)
                .key("k")
                .checksumSHA256(checksum)
                .overrideConfiguration(with(mode.onWrite(strongroom.kmsKey()))),
        RequestBody.fromBytes(content));

    assertThat(findings(List.of(bytes(checksum))).isEmpty()).isEqualTo(mode != Mode.SSE_S3);
  }

  /** The search finds what is there: names of objects are not secret. */
  @Test
  void put_keyOfAnObject_isFoundInTheDatabase() {
    String bucket = strongroom.newBucket();
    s3.putObject(
        request -> request.bucket(bucket).key("name-" + MARKER), RequestBody.fromString("x"));

    assertThat(findings(List.of(bytes("name-" + MARKER)))).isNotEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private List<String> findings(List<byte[]> secrets) {
    List<String> findings = new ArrayList<>();
    try (Stream<Path> files = Files.walk(strongroom.data())) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> holdsAny(file, secrets))
          .forEach(file -> findings.add(file.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return findings;
  }

  private static boolean holdsAny(Path file, List<byte[]> secrets) {
    try (InputStream in = Files.newInputStream(file)) {
      String content = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return secrets.stream()
          .map(secret -> new String(secret, StandardCharsets.ISO_8859_1))
          .anyMatch(content::contains);
    } catch (NoSuchFileException gone) {
      // The database and the blob store remove files while we look.
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
