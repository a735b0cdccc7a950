package io.strongroom.migration;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * What a version has beside its bytes, as its copy gets it. How it was encrypted is not in this:
 * the destination decides.
 *
 * @param head the source's answer
 * @param locks whether the destination keeps locks
 */
record CarriedHeaders(
    SourceVersion version, GetObjectResponse head, List<Tag> tags, boolean locks) {

  /** In the copy's metadata: version id, time and tag of the source, separated by spaces. */
  static final String ORIGIN = "strongroom-copy-of";

  CarriedHeaders {
    tags = List.copyOf(tags);
  }

  void onto(PutObjectRequest.Builder put) {
    put.contentType(head.contentType())
        .cacheControl(head.cacheControl())
        .contentDisposition(head.contentDisposition())
        .contentEncoding(encoding())
        .contentLanguage(head.contentLanguage())
        .websiteRedirectLocation(head.websiteRedirectLocation())
        .metadata(metadata());
    expires().ifPresent(put::expires);
    if (!tags.isEmpty()) {
      put.tagging(tagging());
    }
    if (holds()) {
      put.objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON);
    }
    if (isRetained()) {
      put.objectLockMode(head.objectLockModeAsString())
          .objectLockRetainUntilDate(head.objectLockRetainUntilDate());
    }
  }

  void onto(CreateMultipartUploadRequest.Builder create) {
    create
        .contentType(head.contentType())
        .cacheControl(head.cacheControl())
        .contentDisposition(head.contentDisposition())
        .contentEncoding(encoding())
        .contentLanguage(head.contentLanguage())
        .websiteRedirectLocation(head.websiteRedirectLocation())
        .metadata(metadata());
    expires().ifPresent(create::expires);
    if (!tags.isEmpty()) {
      create.tagging(tagging());
    }
    if (holds()) {
      create.objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON);
    }
    if (isRetained()) {
      create
          .objectLockMode(head.objectLockModeAsString())
          .objectLockRetainUntilDate(head.objectLockRetainUntilDate());
    }
  }

  private Map<String, String> metadata() {
    Map<String, String> all = new HashMap<>(head.metadata());
    all.put(ORIGIN, version.origin());
    return all;
  }

  /** Some stores keep how the bytes came over the wire. */
  private @Nullable String encoding() {
    String all = head.contentEncoding();
    if (all == null) {
      return null;
    }
    String rest = all.replaceFirst("^aws-chunked *,? *", "").replaceFirst(", *aws-chunked$", "");
    return rest.isEmpty() ? null : rest;
  }

  /** What is no date cannot be sent. */
  private Optional<Instant> expires() {
    try {
      return Optional.ofNullable(head.expiresString())
          .map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private Tagging tagging() {
    return Tagging.builder().tagSet(tags).build();
  }

  private boolean holds() {
    return locks && head.objectLockLegalHoldStatus() == ObjectLockLegalHoldStatus.ON;
  }

  /** What has run out binds nobody, and would be refused. */
  private boolean isRetained() {
    return locks
        && head.objectLockMode() != null
        && head.objectLockRetainUntilDate() != null
        && head.objectLockRetainUntilDate().isAfter(Instant.now());
  }
}
