package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** Objects that do not fit into the server's memory: its heap is limited to 256 MiB. */
@ExtendWith(StrongroomExtension.class)
class LargeObjectIT {

  private static final long SIZE = 300L << 20;

  private final Strongroom strongroom;

  LargeObjectIT(Strongroom strongroom) {
    this.strongroom = strongroom;
  }

  @Test
  void get_largerThanTheHeap_isWhatWasPut() throws IOException {
    S3Client s3 = strongroom.s3();
    String bucket = strongroom.newBucket();
    s3.putObject(
        request -> request.bucket(bucket).key("large"),
        RequestBody.fromContentProvider(
            ContentStreamProvider.fromInputStreamSupplier(() -> new Patterned(SIZE)),
            SIZE,
            "application/octet-stream"));

    try (InputStream got = s3.getObject(request -> request.bucket(bucket).key("large"));
        InputStream wanted = new Patterned(SIZE)) {
      byte[] gotBytes = new byte[1 << 20];
      byte[] wantedBytes = new byte[1 << 20];
      long compared = 0;
      for (int n = got.readNBytes(gotBytes, 0, gotBytes.length);
          n > 0;
          n = got.readNBytes(gotBytes, 0, gotBytes.length)) {
        wanted.readNBytes(wantedBytes, 0, n);
        assertThat(Arrays.mismatch(gotBytes, wantedBytes))
            .as("from byte %d", compared)
            .isNegative();
        compared += n;
      }
      assertThat(compared).isEqualTo(SIZE);
    }
  }
}
