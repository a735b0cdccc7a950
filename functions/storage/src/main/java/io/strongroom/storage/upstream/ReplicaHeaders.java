package io.strongroom.storage.upstream;

import io.strongroom.domain.port.RemoteBuckets.Copy;
import io.strongroom.domain.record.ObjectLock;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.Retention;
import io.strongroom.domain.record.Tag;
import io.strongroom.signing.HeaderField;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What another store is told of a copy. Immutable. */
final class ReplicaHeaders {

  /** By it the database knows, too, what another server has sent as a copy. */
  private static final String MARKER = "strongroom-source-version";

  /** Standard headers, as they are sent. */
  private static final Map<String, String> STANDARD =
      Map.of(
          "content-type", "Content-Type",
          "cache-control", "Cache-Control",
          "content-disposition", "Content-Disposition",
          "content-encoding", "Content-Encoding",
          "content-language", "Content-Language",
          "expires", "Expires");

  private final UpstreamSignature signature;

  ReplicaHeaders(UpstreamSignature signature) {
    this.signature = signature;
  }

  String word(String name) {
    return signature.prefix() + name;
  }

  /** Says which version a copy is of. */
  String marker() {
    return word("meta-" + MARKER);
  }

  /**
   * @param asSource whether it is to be encrypted as its source is, since nobody else says how
   */
  List<HeaderField> of(Copy copy, boolean asSource) {
    List<HeaderField> all = new ArrayList<>();
    ObjectMetadata metadata = copy.metadata();
    metadata
        .system()
        .forEach(
            (name, value) -> {
              if (STANDARD.containsKey(name)) {
                all.add(new HeaderField(STANDARD.get(name), value));
              } else if (name.equals(ObjectMetadata.REDIRECT)) {
                all.add(new HeaderField(word(ObjectMetadata.REDIRECT), value));
              }
            });
    metadata
        .user()
        .forEach(
            (name, value) -> {
              if (!name.equals(MARKER)) {
                all.add(new HeaderField(word("meta-" + name), ascii(value)));
              }
            });
    all.add(new HeaderField(marker(), copy.source().value()));
    metadata
        .storageClass()
        .ifPresent(label -> all.add(new HeaderField(word("storage-class"), label)));
    addMarks(all, metadata);
    addEncryption(all, copy, asSource);
    return List.copyOf(all);
  }

  private void addMarks(List<HeaderField> all, ObjectMetadata metadata) {
    if (!metadata.marks().tags().isEmpty()) {
      String tags =
          metadata.marks().tags().stream()
              .map(tag -> Multipart.encoded(tag.key()) + "=" + Multipart.encoded(tag.value()))
              .collect(Collectors.joining("&"));
      all.add(new HeaderField(word("tagging"), tags));
    }
    ObjectLock lock = metadata.marks().lock();
    lock.retention()
        .ifPresent(
            retention -> {
              all.add(new HeaderField(word("object-lock-mode"), retention.mode().name()));
              all.add(
                  new HeaderField(
                      word("object-lock-retain-until-date"),
                      DateTimeFormatter.ISO_INSTANT.format(retention.until())));
            });
    lock.legalHold()
        .ifPresent(
            on -> all.add(new HeaderField(word("object-lock-legal-hold"), on ? "ON" : "OFF")));
  }

  private void addEncryption(List<HeaderField> all, Copy copy, boolean asSource) {
    String header = word("server-side-encryption");
    String kms = signature == UpstreamSignature.OBS ? "kms" : "aws:kms";
    if (copy.kmsKey().isPresent()) {
      all.add(new HeaderField(header, kms));
      String key = signature == UpstreamSignature.OBS ? "-kms-key-id" : "-aws-kms-key-id";
      all.add(new HeaderField(header + key, copy.kmsKey().get().text()));
    } else if (asSource) {
      switch (copy.method()) {
        case KMS -> all.add(new HeaderField(header, kms));
        case SERVICE -> all.add(new HeaderField(header, "AES256"));
        case NONE -> {
          // Nobody asked for it.
        }
      }
    }
  }

  /** RFC 2047: what is not ASCII in headers, as SDKs write and read it. */
  private static String ascii(String value) {
    return value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)
        ? value
        : "=?UTF-8?B?"
            + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))
            + "?=";
  }

  /** The document that sets tags. */
  static String document(List<Tag> tags) {
    return tags.stream()
        .map(
            tag ->
                "<Tag><Key>"
                    + escaped(tag.key())
                    + "</Key><Value>"
                    + escaped(tag.value())
                    + "</Value></Tag>")
        .collect(
            Collectors.joining(
                "",
                "<Tagging xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><TagSet>",
                "</TagSet></Tagging>"));
  }

  /** The document that sets a retention. */
  static String document(Retention retention) {
    return "<Retention xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Mode>"
        + retention.mode().name()
        + "</Mode><RetainUntilDate>"
        + DateTimeFormatter.ISO_INSTANT.format(retention.until())
        + "</RetainUntilDate></Retention>";
  }

  static String holdDocument(boolean on) {
    return "<LegalHold xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Status>"
        + (on ? "ON" : "OFF")
        + "</Status></LegalHold>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** A key in a path: slashes stay. */
  static String encoded(String key) {
    return Arrays.stream(key.split("/", -1))
        .map(Multipart::encoded)
        .collect(Collectors.joining("/"));
  }
}
