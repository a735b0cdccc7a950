package io.strongroom.domain.job;

import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.record.DeleteMarker;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Retention;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Versions as lines of CSV, in the words of S3's inventories, with the names of the columns before
 * them. Stateless.
 *
 * <p>Source: "Amazon S3 Inventory list", S3 user guide; RFC 4180.
 */
final class InventoryText {

  private static final List<String> COLUMNS =
      List.of(
          "Bucket",
          "Key",
          "VersionId",
          "IsDeleteMarker",
          "Size",
          "LastModifiedDate",
          "ETag",
          "EncryptionStatus",
          "BucketKeyStatus",
          "KmsKeyId",
          "Cipher",
          "ObjectLockMode",
          "ObjectLockRetainUntilDate",
          "ObjectLockLegalHoldStatus");

  private InventoryText() {}

  static String of(List<JobItem> items) {
    StringBuilder text = new StringBuilder();
    line(text, COLUMNS);
    items.forEach(item -> item.found().ifPresent(found -> line(text, fields(item))));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> fields) {
    text.append(
            fields.stream()
                .map(field -> '"' + field.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",")))
        .append('\n');
  }

  private static List<String> fields(JobItem item) {
    return switch (item.found().orElseThrow()) {
      case DeleteMarker marker ->
          fields(item, "true", marker.lastModified().toString(), List.of("", "", "", "", "", ""));
      case ObjectVersion object ->
          fields(item, "false", object.lastModified().toString(), described(object));
    };
  }

  private static List<String> fields(
      JobItem item, String isMarker, String modified, List<String> more) {
    List<String> fields =
        new ArrayList<>(
            List.of(
                item.ref().object().bucket().value(),
                URLEncoder.encode(item.ref().object().key().value(), StandardCharsets.UTF_8),
                item.ref().version().value(),
                isMarker,
                isMarker.equals("true") ? "" : Long.toString(item.size()),
                modified));
    fields.addAll(more);
    while (fields.size() < COLUMNS.size()) {
      fields.add("");
    }
    return fields;
  }

  private static List<String> described(ObjectVersion object) {
    List<String> lock =
        List.of(
            object.marks().lock().retention().map(Retention::mode).map(Enum::name).orElse(""),
            object.marks().lock().retention().map(each -> each.until().toString()).orElse(""),
            object.marks().lock().legalHold().map(on -> on ? "ON" : "OFF").orElse(""));
    List<String> fields = new ArrayList<>();
    fields.add(object.etag().value());
    fields.addAll(sealed(object));
    fields.addAll(lock);
    return fields;
  }

  private static List<String> sealed(ObjectVersion object) {
    DataCipher cipher = DataCipher.of(object.envelope().suite());
    return switch (object.encryption()) {
      case EncryptionDescription.Unencrypted _ -> List.of("NOT-SSE", "", "", cipher.name());
      case EncryptionDescription.ServiceManaged _ -> List.of("SSE-S3", "", "", cipher.name());
      case EncryptionDescription.CustomerProvided _ -> List.of("SSE-C", "", "", cipher.name());
      case EncryptionDescription.KmsManaged kms ->
          List.of(
              cipher == DataCipher.AES_256_TWICE ? "DSSE-KMS" : "SSE-KMS",
              kms.bucketKey() ? "ENABLED" : "DISABLED",
              kms.keyId().text(),
              cipher.name());
    };
  }
}
