package io.strongroom.bench;

import io.strongroom.signing.HeaderField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One row of the table: what a client does again and again.
 *
 * @param clients connections that do it at the same time
 * @param bytes moved by each turn; 0 where the rate of turns is what counts
 * @param limit turns there are; 0 where the time ends them
 * @param before what has to be done for each of the limited turns, unmeasured
 */
record Workload(String name, int clients, long bytes, long limit, Turn before, Turn turn) {

  private static final int SMALL = 4096;
  private static final int LARGE = 64 * 1024 * 1024;
  private static final int PART = 8 * 1024 * 1024;
  private static final int NAMES = 1000;
  private static final int BATCH = 1000;
  private static final int DELETIONS = 4000;
  private static final int BATCHES = 8;

  static final HeaderField S3 = new HeaderField("x-amz-server-side-encryption", "AES256");
  private static final HeaderField KMS = new HeaderField("x-amz-server-side-encryption", "aws:kms");
  private static final HeaderField BUCKET_KEY =
      new HeaderField("x-amz-server-side-encryption-bucket-key-enabled", "true");

  /** One turn of one client. */
  @FunctionalInterface
  interface Turn {
    void take(Client client, String bucket, long number) throws IOException;
  }

  static Workload put(String name, HeaderField... mode) {
    return small(name, (client, bucket, n) -> put(client, name(bucket, name, n), small(), mode));
  }

  /** What {@link #put} of the same name wrote. */
  static Workload get(String name, String written) {
    return small(name, (client, bucket, n) -> client.send("GET", name(bucket, written, n)));
  }

  /** The table, in an order in which each row finds what it reads. */
  static List<Workload> table() {
    return List.of(
        put("put 4 KiB SSE-S3", S3),
        get("get 4 KiB SSE-S3", "put 4 KiB SSE-S3"),
        small("head", (client, bucket, n) -> client.send("HEAD", at(bucket, n))),
        put("put 4 KiB SSE-KMS", KMS),
        get("get 4 KiB SSE-KMS", "put 4 KiB SSE-KMS"),
        put("put 4 KiB SSE-KMS, bucket key", KMS, BUCKET_KEY),
        get("get 4 KiB SSE-KMS, bucket key", "put 4 KiB SSE-KMS, bucket key"),
        small("list 1,000", (client, bucket, n) -> client.send("GET", listing(bucket))),
        large("put 64 MiB SSE-S3", S3),
        large("put 64 MiB SSE-KMS", KMS),
        timed("get 64 MiB SSE-S3", 4, LARGE, (c, b, n) -> c.send("GET", b + "/large" + n % 4)),
        timed("multipart, parts of 8 MiB", 8, PART, Workload::part),
        // Last, since f4336a3 may be stuck afterwards.
        new Workload("delete", 32, 0, DELETIONS, Workload::putOne, Workload::deleteOne),
        new Workload(
            "delete 1,000 at once", 4, 0, BATCHES, Workload::putBatch, Workload::deleteBatch));
  }

  /**
   * The rows whose rates must not depend on how many objects a bucket has.
   *
   * @param crowded whether there is a {@link Crowd}, in the midst of which listings begin
   */
  static List<Workload> ofObjects(boolean crowded) {
    return List.of(
        put("put 4 KiB SSE-S3", S3),
        get("get 4 KiB SSE-S3", "put 4 KiB SSE-S3"),
        small("head", (client, bucket, n) -> client.send("HEAD", at(bucket, n))),
        small(
            "list 1,000",
            (client, bucket, n) ->
                client.send("GET", listing(bucket) + (crowded ? after(n) : ""))));
  }

  /** The rows whose rates must not depend on whether a bucket keeps versions. */
  static List<Workload> ofVersions() {
    return List.of(put("put 4 KiB SSE-S3", S3), get("get 4 KiB SSE-S3", "put 4 KiB SSE-S3"));
  }

  /** Listings of versions that begin in the midst of a {@link Past}. */
  static List<Workload> ofPast() {
    Turn listing =
        (client, bucket, n) ->
            client.send(
                "GET",
                bucket
                    + "?key-marker=past%2F"
                    + Long.toHexString(n * 0x9E37L & 0x7FFF)
                    + "&max-keys=1000&versions=");
    return List.of(
        timed("list 1,000 versions, one client", 1, 0, listing),
        timed("list 1,000 versions, eight clients", 8, 0, listing));
  }

  /** The key of an object that {@link #ofObjects} writes. */
  static String firstName() {
    return at("", 0).substring(1);
  }

  private static Workload small(String name, Turn turn) {
    return timed(name, 32, 0, turn);
  }

  private static Workload timed(String name, int clients, long bytes, Turn turn) {
    return new Workload(name, clients, bytes, 0, (client, bucket, n) -> {}, turn);
  }

  private static Workload large(String name, HeaderField mode) {
    return timed(
        name, 4, LARGE, (client, b, n) -> put(client, b + "/large" + n % 4, large(), mode));
  }

  private static void putOne(Client client, String bucket, long number) throws IOException {
    put(client, bucket + "/gone" + number, small(), S3);
  }

  private static void deleteOne(Client client, String bucket, long number) throws IOException {
    client.send("DELETE", bucket + "/gone" + number);
  }

  private static void putBatch(Client client, String bucket, long number) throws IOException {
    for (int i = 0; i < BATCH; i++) {
      put(client, bucket + "/batch" + number + "-" + i, small(), S3);
    }
  }

  private static void deleteBatch(Client client, String bucket, long number) throws IOException {
    StringBuilder document = new StringBuilder("<Delete><Quiet>true</Quiet>");
    for (int i = 0; i < BATCH; i++) {
      document.append("<Object><Key>batch").append(number).append('-').append(i);
      document.append("</Key></Object>");
    }
    byte[] body = document.append("</Delete>").toString().getBytes(StandardCharsets.US_ASCII);
    client.send(
        "POST", bucket + "?delete=", body, new HeaderField("Content-MD5", Hashes.md5(body)));
  }

  private static void part(Client client, String bucket, long number) throws IOException {
    String object = bucket + "/parts" + number;
    byte[] nothing = new byte[0];
    String answer = client.send("POST", object + "?uploads=", nothing, S3).start();
    String upload =
        answer.substring(answer.indexOf("<UploadId>") + 10, answer.indexOf("</UploadId>"));
    String part = client.send("PUT", object + "?partNumber=1&uploadId=" + upload, part()).etag();
    String document =
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
            + part
            + "</ETag></Part></CompleteMultipartUpload>";
    client.send(
        "POST", object + "?uploadId=" + upload, document.getBytes(StandardCharsets.US_ASCII));
  }

  private static void put(Client client, String target, byte[] body, HeaderField... mode)
      throws IOException {
    client.send("PUT", target, body, mode);
  }

  private static String listing(String bucket) {
    return bucket + "?list-type=2&max-keys=1000";
  }

  private static String after(long number) {
    return "&start-after=crowd%2F" + Long.toHexString(number * 0x9E37L & 0x7FFF);
  }

  private static String at(String bucket, long number) {
    return name(bucket, "put 4 KiB SSE-S3", number);
  }

  private static String name(String bucket, String row, long number) {
    return bucket + "/" + Integer.toHexString(row.hashCode()) + "-" + number % NAMES;
  }

  private static byte[] small() {
    return Payloads.of(SMALL);
  }

  private static byte[] large() {
    return Payloads.of(LARGE);
  }

  private static byte[] part() {
    return Payloads.of(PART);
  }
}
