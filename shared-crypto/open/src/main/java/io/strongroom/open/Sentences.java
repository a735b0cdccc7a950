package io.strongroom.open;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.rescue.BlobMissing;
import io.strongroom.crypto.rescue.BlobUnusable;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Collectors;

/** What went wrong, and what to do, for the user. */
final class Sentences {

  private static final int FILES_NAMED = 4;
  private static final int LONGEST_LINE = 2000;
  private static final int LONGEST_ANSWER = 160;

  private Sentences() {}

  /** Why, in a few words. */
  static String why(Throwable failure) {
    return switch (failure) {
      case CiphertextRejected rejected -> "rejected: " + rejected.reason();
      case NoSuchFileException _ -> "not there";
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "exists already";
      case FileSystemLoopException _ -> "leads in a circle";
      case FileSystemException system when system.getReason() != null -> system.getReason();
      default ->
          failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    };
  }

  static String of(BlobMissing failure) {
    String missing =
        failure.missing() == 1
            ? "blob " + failure.first() + " was not found"
            : failure.missing() + " blobs were not found, the first is " + failure.first();
    String unread =
        switch (failure.unreadPlaces()) {
          case 0 -> "";
          case 1 -> ", and one place could not be read";
          default -> ", and " + failure.unreadPlaces() + " places could not be read";
        };
    return missing + unread + ": give the folder that holds it with --blob";
  }

  static String of(BlobUnusable failure) {
    int files = failure.failures().size();
    String each =
        failure.failures().entrySet().stream()
            .limit(FILES_NAMED)
            .map(file -> file.getKey() + " (" + why(file.getValue()) + ")")
            .collect(Collectors.joining(", "));
    return "blob %s cannot be read from %s%s: give a good copy with --blob"
        .formatted(
            failure.blobId(),
            each,
            files > FILES_NAMED ? " and " + (files - FILES_NAMED) + " more files" : "");
  }

  static String of(KmsException failure) {
    String advice =
        switch (failure) {
          case KmsException.Throttled _ -> "try again later";
          case KmsException.Unavailable _ -> "see that it runs, and that --kms is its address";
          case KmsException.Disabled _, KmsException.InvalidState _ -> "make the key usable first";
          case KmsException.NotFound _ -> "ask the KMS that has the key";
          case KmsException.InvalidKeyUsage _, KmsException.InvalidRequest _ ->
              "see that --kms is a KMS with AWS's protocol, and AWS_REGION its region";
          case KmsException.AccessDenied _ ->
              "see that AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are of somebody who may use it";
          case KmsException.CiphertextInvalid _ ->
              "ask the KMS that wrapped the key, with a record that was not changed";
        };
    String message = why(failure);
    if (message.contains("Unable to load credentials")) {
      return "no credentials for the KMS: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
    }
    return "the KMS did not unwrap the key (" + shortened(message, LONGEST_ANSWER) + "): " + advice;
  }

  /** On one line, whatever a file's name or a service's answer brought in. */
  static String line(String text) {
    String line =
        text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028-\\u202e\\u2066-\\u2069]+", " ");
    return shortened(line, LONGEST_LINE);
  }

  private static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "...";
  }
}
