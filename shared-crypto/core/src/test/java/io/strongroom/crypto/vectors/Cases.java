package io.strongroom.crypto.vectors;

import io.strongroom.crypto.aead.Suite;
import java.util.Map;

/** The cases of one folder and one suite, to be filled. */
final class Cases {

  static final String ARN = "arn:aws:s3:::bucket/folder/ключ";
  static final String KEY_ID = "arn:aws:kms:eu-west-1:111122223333:key/1234";

  private final Map<String, VectorFile> files;
  private final String folder;
  private final Suite suite;

  Cases(Map<String, VectorFile> files, String folder, Suite suite) {
    this.files = files;
    this.folder = folder;
    this.suite = suite;
  }

  Suite suite() {
    return suite;
  }

  /** The other one. */
  Suite otherSuite() {
    return suite == Suite.AES_256_GCM ? Suite.SM4_GCM : Suite.AES_256_GCM;
  }

  byte[] dataKey() {
    return Seeds.bytes("data key " + suite.id(), suite.keyLength());
  }

  /** The right data key and a byte more. */
  VectorFile rejectedLongerDataKey(String from) {
    return other("data-key-longer", from, "data-key", new RawRecord().raw(dataKey()).u8(0).toHex());
  }

  private String name(String what) {
    return folder + "/suite" + suite.id() + "-" + what;
  }

  byte[] bytes(String what, String field) {
    return files.get(name(what)).bytes(field);
  }

  void put(String what, VectorFile file) {
    if (files.put(name(what), file) != null) {
      throw new AssertionError("two cases of one name: " + name(what));
    }
  }

  /** A success with lines of its own, which the caller adds. */
  VectorFile success(String what) {
    return add(what, VectorFile.of("success"));
  }

  /** A success that takes over another case's lines and changes its bytes. */
  VectorFile success(String what, String from, String... changes) {
    return changed("success", what, from, changes);
  }

  VectorFile rejected(String what, String from, String... changes) {
    return changed("rejected", what, from, changes);
  }

  /** Rejected since one argument is not the one of {@code from}. */
  VectorFile other(String what, String from, String field, Object value) {
    return rejected(what, from).with(field, value);
  }

  /** Rejected since it holds other bytes than {@code from}. */
  VectorFile other(String what, String from, String field, byte[] value) {
    return rejected(what, from).with(field, value);
  }

  private VectorFile changed(String expect, String what, String from, String... changes) {
    VectorFile file = VectorFile.of(expect).with("from", name(from));
    for (String change : changes) {
      file.with("change", change);
    }
    return add(what, file);
  }

  private VectorFile add(String what, VectorFile file) {
    put(what, file);
    return file;
  }
}
