package io.strongroom.crypto.envelope;

import io.strongroom.crypto.aead.CiphertextRejected;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that is needed to open an object besides its blobs and the key that wraps its data key: what
 * a database row holds, in a form that outlives the database (SPEC §4.2). Immutable.
 */
public final class ObjectRecord {

  private static final String FORMAT = "strongroom/object-record@v1";
  private static final int MAX_JSON_CHARS = 2 << 20;

  private final String objectArn;
  private final Envelope envelope;
  private final byte[] manifest;

  /**
   * A record.
   *
   * @param objectArn of the object, as its wraps are bound to it
   * @param manifest an encoded {@link PartManifest}, copied; not looked into
   * @throws IllegalArgumentException when the ARN or the manifest is longer than SPEC §9 allows, or
   *     the ARN is empty or not Unicode
   */
  public ObjectRecord(String objectArn, Envelope envelope, byte[] manifest) {
    Bounds.checkObjectArn(objectArn);
    Bounds.check(manifest.length <= Bounds.MAX_MANIFEST_BYTES, "part manifest length");
    this.objectArn = objectArn;
    this.envelope = envelope;
    this.manifest = manifest.clone();
  }

  /** The name the object's wraps are bound to; compare it with the object that was looked for. */
  public String objectArn() {
    return objectArn;
  }

  /** How the data key is kept. */
  public Envelope envelope() {
    return envelope;
  }

  /** A copy of the encoded, not yet verified, part manifest. */
  public byte[] manifest() {
    return manifest.clone();
  }

  /** The record as JSON. */
  public String toJson() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("format", FORMAT);
    members.put("objectArn", objectArn);
    members.put("envelope", Base64.getEncoder().encodeToString(envelope.encode()));
    members.put("manifest", Base64.getEncoder().encodeToString(manifest));
    return FlatJson.write(members);
  }

  /**
   * Parses a stored export, which is in UTF-8.
   *
   * @param json read, not kept
   * @throws CiphertextRejected when it is not UTF-8, or not what {@link #toJson} writes
   */
  public static ObjectRecord fromJson(byte[] json) {
    try {
      return fromJson(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString());
    } catch (CharacterCodingException e) {
      throw new CiphertextRejected("object record is not UTF-8");
    }
  }

  /**
   * Parses what {@link #toJson} wrote.
   *
   * @throws CiphertextRejected when it is anything else
   */
  public static ObjectRecord fromJson(String json) {
    if (json.length() > MAX_JSON_CHARS) {
      throw new CiphertextRejected("object record too long");
    }
    Map<String, String> members = FlatJson.read(json);
    if (!FORMAT.equals(members.remove("format"))) {
      throw new CiphertextRejected("not an object record, or of another version");
    }
    try {
      ObjectRecord record =
          new ObjectRecord(
              take(members, "objectArn"),
              Envelope.decode(base64(take(members, "envelope"))),
              base64(take(members, "manifest")));
      if (!members.isEmpty()) {
        throw new CiphertextRejected("unknown member");
      }
      return record;
    } catch (IllegalArgumentException e) {
      throw new CiphertextRejected("object record out of bounds");
    }
  }

  /** The JDK's decoder takes text without padding, and with bits set that stand for nothing. */
  private static byte[] base64(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
      throw new CiphertextRejected("Base64 in another form");
    }
    return bytes;
  }

  private static String take(Map<String, String> members, String name) {
    String value = members.remove(name);
    if (value == null) {
      throw new CiphertextRejected("missing member");
    }
    return value;
  }
}
