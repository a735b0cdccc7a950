package io.strongroom.crypto.vectors;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.segment.StreamCommitment;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** The cases of exported object records (SPEC §4.2). */
final class ExportVectors {

  /** Outside the first plane, so that JSON escapes it as a pair. */
  private static final String ARN = Cases.ARN + "/\uD83D\uDE00";

  private static final String FORMAT = "\"format\": \"strongroom/object-record@v1\"";

  private final Cases cases;
  private final byte[] envelope;
  private final byte[] manifest;
  private final String valid;

  ExportVectors(Cases cases) {
    this.cases = cases;
    // 68 and 97 bytes: one and two characters of padding.
    WrappedKey wrapped = WrappedKey.of(withBothSigns("wrapped", 60, 1));
    this.envelope = new Envelope(cases.suite(), new CustomerKeyWrap(wrapped)).encode();
    this.manifest = manifest();
    this.valid =
        String.format(
            """
            {
              %s,
              "objectArn": "%s",
              "envelope": "%s",
              "manifest": "%s"
            }
            """,
            FORMAT, ARN, base64(envelope), base64(manifest));
  }

  private byte[] manifest() {
    StreamCommitment commitment = StreamCommitment.of(withBothSigns("commitment", 32, 0));
    Part part = new Part(1, new UUID(1, 2), 12, commitment);
    try (MetadataKey key = ManifestVectors.metadataKey(cases)) {
      return new PartManifest(cases.suite(), List.of(part)).encode(key);
    }
  }

  /** Has + and / in Base64, where the alphabets differ, if {@code at} begins three bytes there. */
  private static byte[] withBothSigns(String name, int length, int at) {
    byte[] bytes = Seeds.bytes(name, length);
    byte[] signs = Base64.getDecoder().decode("++++////");
    System.arraycopy(signs, 0, bytes, at, signs.length);
    return bytes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  void add() {
    cases
        .success("record")
        .with("object-arn", ARN)
        .with("envelope", envelope)
        .with("manifest", manifest)
        .with("record", utf8(valid));
    if (cases.suite() == Suite.AES_256_GCM) {
      addForms();
    }
  }

  /** Of the text alone, which is the same under every suite. */
  private void addForms() {
    addOtherSpellings();
    addAround();
    addMembers();
    addStrings();
    addBytes();
    addBase64("envelope", base64(envelope));
    addBase64("manifest", base64(manifest));
    addBounds();
  }

  private void addOtherSpellings() {
    same("no-space", valid.replace(": ", ":").replace("\n", "").replace(",  ", ","));
    String spaced = valid.replace("\":", "\"\t\r\n :").replace(",", " ,\r\n\t");
    same("space-around", " \t\r\n" + spaced + "\r\n \t");
    same("name-escaped", valid.replace("\"format\"", "\"\\u0066ormat\""));
    same("slash-escaped", valid.replace("/", "\\/"));
    same("surrogates-escaped", valid.replace("\uD83D\uDE00", "\\ud83D\\uDe00"));
    same(
        "another-order",
        "{" + valid.replace("{", "").replace(FORMAT + ",", "").replace("\n}", ",") + FORMAT + "}");
  }

  private void addAround() {
    rejected("empty", "");
    rejected("array", "[]");
    rejected("record-in-array", "[" + valid + "]");
    rejected("object-without-members", "{}");
    rejected("byte-order-mark", "\uFEFF" + valid);
    rejected("junk-after", valid + "x");
    rejected("record-twice", valid + valid);
    rejected("nul-after", valid + "\0");
    rejected("not-closed", valid.replace("}", ""));
    rejected("comma-after-last", valid.replace("\n}", ",\n}"));
    rejected("comma-missing", valid.replace(FORMAT + ",", FORMAT));
    rejected("form-feed-between", valid.replace("{", "{\f"));
    rejected("no-break-space-between", valid.replace("{", "{\u00A0"));
    rejected("comment", valid.replace("{", "{ /* */"));
    rejected("name-without-quotes", valid.replace("\"format\"", "format"));
    rejected("single-quotes", valid.replace("\"", "'"));
  }

  private void addMembers() {
    rejected("another-format", valid.replace("@v1", "@v2"));
    rejected("format-in-capitals", valid.replace("\"format\"", "\"Format\""));
    rejected("unknown-member", valid.replace("{", "{ \"comment\": \"\","));
    for (String member : List.of("format", "objectArn", "envelope", "manifest")) {
      String line = valid.lines().filter(l -> l.contains("\"" + member + "\"")).findFirst().get();
      String alone = line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
      String without =
          line.endsWith(",") ? valid.replace(line + "\n", "") : valid.replace(",\n" + line, "");
      rejected(member + "-missing", without);
      rejected(member + "-repeated", valid.replace("{", "{" + alone + ","));
      String value = alone.substring(alone.indexOf(": ") + 2);
      rejected(member + "-null", valid.replace(value, "null"));
      rejected(member + "-number", valid.replace(value, "1"));
    }
    String escaped = FORMAT.replace("format\"", "form\\u0061t\"");
    rejected("format-repeated-escaped", valid.replace("{", "{" + escaped + ","));
    rejected("value-array", valid.replace("\"" + ARN + "\"", "[\"" + ARN + "\"]"));
    rejected("value-object", valid.replace("\"" + ARN + "\"", "{}"));
  }

  private void addStrings() {
    rejected("high-surrogate-alone", valid.replace("\uD83D\uDE00", "\\ud83d"));
    rejected("low-surrogate-alone", valid.replace("\uD83D\uDE00", "\\ude00"));
    rejected("surrogates-exchanged", valid.replace("\uD83D\uDE00", "\\ude00\\ud83d"));
    rejected("unknown-escape", valid.replace("/folder", "\\/\\x66older"));
    rejected("escape-of-other-digits", valid.replace("\"format", "\"\\u\uFF10\uFF1066ormat"));
    rejected("escape-cut", valid.replace("\"format", "\"\\u66ormat"));
    rejected("tab-in-string", valid.replace("/folder", "/\tfolder"));
    rejected("newline-in-string", valid.replace("/folder", "/\nfolder"));
    rejected("nul-in-string", valid.replace("/folder", "/\0folder"));
  }

  private void addBytes() {
    notUtf8("byte-not-utf8", "ff");
    notUtf8("surrogates-in-utf8", "eda0bdedb880");
    notUtf8("overlong-utf8", "c0af");
    notUtf8("above-unicode", "f4908080");
    notUtf8("utf8-cut", "d0");
  }

  /** In the place of a character of the ARN. */
  private void notUtf8(String what, String hex) {
    int at = valid.indexOf("\uD83D\uDE00");
    rejected(
        what,
        new RawRecord()
            .raw(valid.substring(0, at))
            .raw(HexFormat.of().parseHex(hex))
            .raw(valid.substring(at + 2))
            .toBytes());
  }

  private void addBase64(String member, String value) {
    String bare = value.replace("=", "");
    char last = bare.charAt(bare.length() - 1);
    String unused = bare.substring(0, bare.length() - 1) + (char) (last + 1);
    String padding = value.substring(bare.length());
    base64(member + "-line-break", value, bare.substring(0, 40) + "\\n" + value.substring(40));
    base64(member + "-space", value, " " + value);
    base64(member + "-no-padding", value, bare);
    base64(member + "-padding-too-long", value, value + "=");
    base64(member + "-unused-bits", value, unused + padding);
    base64(member + "-url-alphabet", value, value.replace('+', '-').replace('/', '_'));
  }

  private void base64(String what, String value, String replacement) {
    rejected(what, valid.replace(value, replacement));
  }

  private void addBounds() {
    rejected("arn-empty", valid.replace(ARN, ""));
    rejected("arn-too-long", valid.replace(ARN, "a".repeat(4097)));
    base64("envelope-empty", base64(envelope), "");
    byte[] trailing = new RawRecord().raw(envelope).u8(0).toBytes();
    rejected("envelope-malformed", valid.replace(base64(envelope), base64(trailing)));
  }

  private void same(String what, String json) {
    requireChange(json);
    cases.success(what, "record").with("record", utf8(json));
  }

  private void rejected(String what, String json) {
    requireChange(json);
    rejected(what, utf8(json));
  }

  private void rejected(String what, byte[] record) {
    cases.put(what, VectorFile.of("rejected").with("record", record));
  }

  private void requireChange(String json) {
    if (json.equals(valid)) {
      throw new AssertionError("nothing was changed");
    }
  }

  private static byte[] utf8(String text) {
    return new RawRecord().raw(text).toBytes();
  }
}
