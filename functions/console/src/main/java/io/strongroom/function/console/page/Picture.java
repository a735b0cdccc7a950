package io.strongroom.function.console.page;

import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.KeyWrap;
import io.strongroom.crypto.envelope.KmsHeldWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.LayeredWrap;
import io.strongroom.crypto.segment.SealedSize;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.function.console.words.EncryptionWords;
import io.strongroom.function.console.words.Sizes;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from a key that nobody gets to see to the bytes at rest, as steps of a picture.
 *
 * @param steps from the outermost key to the data
 * @param height of the picture, in its own units
 */
public record Picture(List<Step> steps, int height) {

  private static final int STEP = 92;

  /**
   * One box.
   *
   * @param verb what it does with the next one; empty for the last
   * @param top where it stands
   */
  public record Step(String title, String text, String verb, int top) {

    /** The title's line. */
    public int titleLine() {
      return top + 24;
    }

    /** The text's line. */
    public int textLine() {
      return top + 46;
    }

    /** Where the arrow begins. */
    public int foot() {
      return top + 60;
    }

    /** Where the arrow ends. */
    public int next() {
      return top + STEP - 4;
    }

    /** The verb's line. */
    public int verbLine() {
      return top + 80;
    }
  }

  private record Box(String title, String text, String verb) {}

  /** Of a stored version. */
  static Picture of(ObjectVersion object) {
    List<Box> boxes = new ArrayList<>();
    addKeys(boxes, object.envelope().wrap());
    boxes.add(
        new Box(
            "Data key of this object",
            object.envelope().suite().keyLength() * 8 + " bits, made for it alone",
            "seals"));
    boxes.add(
        new Box(
            segments(object),
            EncryptionWords.cipher(DataCipher.of(object.envelope().suite())),
            ""));
    List<Step> steps = new ArrayList<>();
    for (Box box : boxes) {
      steps.add(new Step(box.title(), box.text(), box.verb(), 8 + STEP * steps.size()));
    }
    return new Picture(List.copyOf(steps), STEP * steps.size());
  }

  private static void addKeys(List<Box> boxes, KeyWrap wrap) {
    switch (wrap) {
      case KmsHeldWrap held -> addHeld(boxes, held, "");
      case CustomerKeyWrap _ ->
          boxes.add(
              new Box("Key of the writer (SSE-C)", "Sent with each request, never kept", "wraps"));
      case LayeredWrap both -> {
        addHeld(boxes, both.inner(), "Inner layer: ");
        addHeld(boxes, both.outer(), "Outer layer: ");
      }
    }
  }

  private static void addHeld(List<Box> boxes, KmsHeldWrap wrap, String layer) {
    switch (wrap) {
      case KmsWrap kms ->
          boxes.add(
              new Box(
                  layer + "KMS key, which never leaves the KMS",
                  brief(kms.keyId().text()),
                  "wraps"));
      case BucketKeyWrap bucket -> {
        boxes.add(
            new Box(
                layer + "KMS key, which never leaves the KMS",
                brief(bucket.keyId().text()),
                "wraps"));
        boxes.add(new Box(layer + "Bucket key", "Kept in memory for minutes at most", "wraps"));
      }
    }
  }

  private static String segments(ObjectVersion object) {
    long size = object.size();
    long segments =
        object.parts().isEmpty()
            ? segments(size)
            : object.parts().stream().mapToLong(part -> segments(part.size())).sum();
    String parts =
        object.parts().isEmpty()
            ? ""
            : " in " + Sizes.count(object.parts().size(), "part", "parts");
    return Sizes.count(segments, "segment", "segments")
        + parts
        + " at rest, "
        + Sizes.bytes(size)
        + " of data";
  }

  private static long segments(long bytes) {
    return Math.max(1, (bytes + SealedSize.SEGMENT_BYTES - 1) / SealedSize.SEGMENT_BYTES);
  }

  /** Its last part: the rest is the same for all keys of an account. */
  private static String brief(String keyId) {
    return keyId.substring(keyId.lastIndexOf(':') + 1);
  }

  /** The same for whoever cannot see it. */
  public String description() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      text.append(step.title()).append(" (").append(step.text()).append(")");
      text.append(step.verb().isEmpty() ? "." : " " + step.verb() + ": ");
    }
    return text.toString();
  }
}
