package io.strongroom.demo;

import java.io.IOException;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * What every step works with.
 *
 * @param story where the steps report
 * @param clients how they reach the server
 * @param kept what the server keeps
 * @param file what is stored
 * @param firstKey ARN of the KMS key that is the bucket's default
 * @param secondKey ARN of another KMS key
 */
record StepContext(
    Narrator story,
    Clients clients,
    KeptData kept,
    DemoFile file,
    String firstKey,
    String secondKey) {
  static final String BUCKET = "demo";
  static final String OBJECT = "report";

  /** A header of the S3 dialect that stock clients have no field for. */
  static final String DATA_CIPHER_HEADER = "x-amz-server-side-data-encryption";

  /** Gets the object whole; checks that it is the file. */
  void checkIdentical(String key, Consumer<GetObjectRequest.Builder> more) throws IOException {
    try (ResponseInputStream<GetObjectResponse> body =
        clients.objects().getObject(request -> more.accept(request.bucket(BUCKET).key(key)))) {
      String digest = DemoFile.sha256(body);
      story.check(digest.equals(file.sha256()), "got back identical, SHA-256 " + brief(digest));
    }
  }

  /** Copies the object of the first steps to {@code key}. */
  void copyTo(String key, Consumer<CopyObjectRequest.Builder> more) {
    clients
        .objects()
        .copyObject(
            r ->
                more.accept(
                    r.sourceBucket(BUCKET)
                        .sourceKey(OBJECT)
                        .destinationBucket(BUCKET)
                        .destinationKey(key)));
  }

  /** The start of a long text. */
  static String brief(String text) {
    return text.length() <= 16 ? text : text.substring(0, 16) + "…";
  }
}
