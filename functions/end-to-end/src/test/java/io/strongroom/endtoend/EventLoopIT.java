package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Vert.x watches its event loops, and logs who holds one for more than two seconds. */
@ExtendWith(StrongroomExtension.class)
class EventLoopIT {

  private static final int CLIENTS = 8;
  private static final int SIZE = 24 << 20;

  private final Strongroom strongroom;

  EventLoopIT(Strongroom strongroom) {
    this.strongroom = strongroom;
  }

  @Test
  void manyLargeObjects_noEventLoopIsBlocked() throws IOException {
    String bucket = strongroom.newBucket();
    byte[] bytes = Samples.bytes(SIZE);

    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      var rounds =
          IntStream.range(0, CLIENTS)
              .mapToObj(i -> clients.submit(() -> roundTrip(bucket, "large-" + i, bytes)))
              .toList();
      assertThat(rounds).allSatisfy(round -> assertThat(round.get()).isEqualTo(bytes));
    }

    assertThat(strongroom.log()).isNotEmpty().doesNotContain("has been blocked for");
  }

  private byte[] roundTrip(String bucket, String key, byte[] bytes) {
    S3Client s3 = strongroom.s3();
    s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    s3.copyObject(
        copy ->
            copy.sourceBucket(bucket)
                .sourceKey(key)
                .destinationBucket(bucket)
                .destinationKey(key + "-copy"));
    return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key + "-copy")).asByteArrayUnsafe();
  }
}
