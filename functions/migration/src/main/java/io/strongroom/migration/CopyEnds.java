package io.strongroom.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Where a copy reads and where it writes.
 *
 * @param reading of the destination, which may be asked again
 * @param writing to the destination, without repeating
 * @param locks whether the destination keeps locks
 */
record CopyEnds(
    S3Client from,
    String fromBucket,
    S3Client reading,
    S3Client writing,
    String toBucket,
    boolean locks)
    implements AutoCloseable {

  /** What the version has beside its bytes. */
  CarriedHeaders carried(SourceVersion version, GetObjectResponse head) {
    List<Tag> tags =
        head.tagCount() == null || head.tagCount() == 0
            ? List.of()
            : from.getObjectTagging(
                    get -> {
                      get.bucket(fromBucket).key(version.key());
                      idOf(version.id()).ifPresent(get::versionId);
                    })
                .tagSet();
    return new CarriedHeaders(version, head, tags, locks);
  }

  /** A request for the version's bytes, which is refused where others have taken their place. */
  Consumer<GetObjectRequest.Builder> source(SourceVersion version) {
    return get -> {
      get.bucket(fromBucket).key(version.key()).ifMatch('"' + version.tag() + '"');
      idOf(version.id()).ifPresent(get::versionId);
    };
  }

  /** SHA-256, in hex, of the version at the source. */
  String sourceDigest(SourceVersion version) {
    return digest(from, source(version));
  }

  /** SHA-256, in hex, of the copy, as readers get it. */
  String copyDigest(String key, String id) {
    return digest(
        reading,
        get -> {
          get.bucket(toBucket).key(key);
          idOf(id).ifPresent(get::versionId);
        });
  }

  private static String digest(S3Client store, Consumer<GetObjectRequest.Builder> request) {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(store.getObject(request), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text(digest);
  }

  /** Stores that never had versions say none, or {@code null}. */
  private static Optional<String> idOf(@Nullable String id) {
    return Optional.ofNullable(id).filter(some -> !some.isEmpty() && !some.equals("null"));
  }

  /** The bytes of an answer as those of a request; they can be sent once. */
  static RequestBody body(InputStream in, long length, MessageDigest digest) {
    return RequestBody.fromInputStream(new Once(new DigestInputStream(in, digest)), length);
  }

  /** In hex; the digest begins anew. */
  static String text(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    from.close();
    reading.close();
    writing.close();
  }

  /** Cannot be begun again, whatever lies beneath: the digest would count bytes twice. */
  private static final class Once extends java.io.FilterInputStream {
    Once(InputStream in) {
      super(in);
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
