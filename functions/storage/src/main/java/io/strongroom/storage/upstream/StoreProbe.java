package io.strongroom.storage.upstream;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Tries at the start what will be needed of a store, on a name that no blob has. */
final class StoreProbe {

  private static final int SIZE = 1000;

  private final UpstreamUploads uploads;
  private final String name;

  StoreProbe(UpstreamUploads uploads) {
    this.uploads = uploads;
    this.name = uploads.calls().bucket().under("probe/" + UUID.randomUUID());
  }

  void run() throws IOException {
    byte[] bytes = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      bytes[i] = (byte) (i * 31);
    }
    UpstreamBody body = UpstreamBody.of(List.of(bytes));
    step("write", () -> uploads.put(name, body).verifiedBy(body.md5().orElseThrow()));
    try {
      step("read a range", () -> readRange(bytes));
      step("begin and abort a multipart upload", this::beginAndAbort);
    } finally {
      step("delete", () -> uploads.calls().call(this::deletion, response -> "deleted"));
    }
  }

  private UpstreamRequest deletion() {
    return UpstreamRequest.of("DELETE", name, "");
  }

  private String readRange(byte[] bytes) throws IOException {
    byte[] read =
        uploads
            .calls()
            .call(
                () -> UpstreamInput.ranged(name, 100, 200),
                response -> {
                  UpstreamInput.requireRange(response, 100, 200, SIZE);
                  return response.body().readNBytes(SIZE);
                });
    if (!Arrays.equals(read, Arrays.copyOfRange(bytes, 100, 200))) {
      throw new IOException("other bytes came back");
    }
    return "read";
  }

  private String beginAndAbort() throws IOException {
    Multipart.begin(uploads.calls(), name).abort();
    return "aborted";
  }

  private static void step(String what, Step step) throws IOException {
    try {
      step.run();
    } catch (IOException e) {
      throw new IOException("the blob store cannot " + what + ": " + e.getMessage(), e);
    }
  }

  /** Something that the store must be able to do. */
  private interface Step {
    Object run() throws IOException;
  }
}
