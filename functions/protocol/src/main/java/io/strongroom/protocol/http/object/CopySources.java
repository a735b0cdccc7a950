package io.strongroom.protocol.http.object;

import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.operation.CopyObject;
import io.strongroom.domain.operation.ReadConditions;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.UriDecoder;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.sse.EncryptionHeaders;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The copy source: {@code bucket/key}, with or without a slash in front, percent-encoded (the
 * slashes of the key too, if the client likes), with {@code ?versionId=} behind.
 *
 * <p>Source: S3 API reference, "CopyObject"; OBS API reference, "Copying an Object".
 */
final class CopySources {

  private static final String VERSION = "?versionId=";

  private final Vocabulary words;
  private final EncryptionHeaders encryption;
  private final InstantSource clock;
  private final String header;

  CopySources(Vocabulary words, EncryptionHeaders encryption, InstantSource clock) {
    this.words = words;
    this.clock = clock;
    this.encryption = encryption;
    this.header = words.header("copy-source");
  }

  /**
   * Reads source, its customer key and its conditions. The receiver closes the key.
   *
   * @throws ObjectStoreException InvalidArgument, InvalidEncryptionAlgorithm
   */
  CopyObject.Source parse(Headers headers) {
    Wanted wanted = parse(headers.first(header).orElse(""));
    ReadConditions conditions = ConditionHeaders.ofCopySource(headers, words, clock.instant());
    Optional<CustomerKey> key = encryption.ofCopySource(headers);
    return new CopyObject.Source(wanted, key, conditions);
  }

  private Wanted parse(String value) {
    int version = value.lastIndexOf(VERSION);
    String path = version < 0 ? value : value.substring(0, version);
    String rest = withoutSlash(path);
    boolean encoded = rest.indexOf('/') >= 0;
    // Some clients escape even the slash between bucket and key.
    String plain = encoded ? rest : withoutSlash(decode(path, value));
    return ref(plain, value, version, encoded);
  }

  private static String withoutSlash(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private Wanted ref(String rest, String value, int version, boolean encoded) {
    int slash = rest.indexOf('/');
    if (slash < 1 || slash == rest.length() - 1) {
      throw invalid("Invalid copy source object key", value);
    }
    String bucket = rest.substring(0, slash);
    String key = rest.substring(slash + 1);
    ObjectRef ref =
        new ObjectRef(bucket(bucket, value), new ObjectKey(encoded ? decode(key, value) : key));
    return new Wanted(
        ref,
        version < 0
            ? Optional.empty()
            : Optional.of(Targets.version(value.substring(version + VERSION.length()))));
  }

  private BucketName bucket(String given, String value) {
    try {
      return new BucketName(given);
    } catch (ObjectStoreException e) {
      throw invalid("Invalid copy source bucket name", value);
    }
  }

  /** S3: a plus sign is a blank here, other than in the path of a request. */
  private String decode(String raw, String value) {
    try {
      return UriDecoder.form(raw);
    } catch (ObjectStoreException e) {
      throw invalid("Invalid copy source encoding.", value);
    }
  }

  private ObjectStoreException invalid(String detail, String given) {
    return new ObjectStoreException(new RequestError.InvalidArgument(detail, header, given));
  }
}
