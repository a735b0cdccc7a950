package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.obs.services.ObsClient;
import com.obs.services.exception.ObsException;
import com.obs.services.model.AppendObjectRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Appends of Huawei's SDK, by many clients to one object. */
@ExtendWith(StrongroomExtension.class)
@Timeout(240)
class ObsAppendIT {

  private static final int CLIENTS = 16;
  private static final int PIECES = 4;
  private static final int BYTES = 1_000;
  private static final String KEY = "log";

  private final Strongroom strongroom;
  private final String bucket;

  ObsAppendIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    this.bucket = strongroom.newBucket();
  }

  @Test
  void append_byManyAtOnce_everyPieceOnceAndWhole() throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        byte mark = (byte) client;
        running.add(clients.submit(() -> appendAll(mark)));
      }
      for (Future<?> each : running) {
        each.get(3, TimeUnit.MINUTES);
      }
    }

    byte[] whole = read();
    assertThat(whole).hasSize(CLIENTS * PIECES * BYTES);
    Map<Byte, Integer> pieces = new TreeMap<>();
    for (int at = 0; at < whole.length; at += BYTES) {
      assertThat(Arrays.copyOfRange(whole, at, at + BYTES)).containsOnly(whole[at]);
      pieces.merge(whole[at], 1, Integer::sum);
    }
    assertThat(pieces).hasSize(CLIENTS);
    assertThat(pieces.values()).containsOnly(PIECES);
    try (Metadata metadata = strongroom.metadata()) {
      assertThat(metadata.wrongReferences()).isZero();
    }
  }

  private Void appendAll(byte mark) throws IOException {
    byte[] piece = new byte[BYTES];
    Arrays.fill(piece, mark);
    try (ObsClient obs = strongroom.obs()) {
      long position = 0;
      for (int done = 0; done < PIECES; ) {
        try {
          position = obs.appendObject(request(piece, position)).getNextPosition();
          done++;
        } catch (ObsException overtaken) {
          assertThat(overtaken.getResponseCode()).isEqualTo(409);
          position = obs.getObjectMetadata(bucket, KEY).getNextPosition();
        }
      }
    }
    return null;
  }

  private AppendObjectRequest request(byte[] piece, long position) {
    AppendObjectRequest request = new AppendObjectRequest();
    request.setBucketName(bucket);
    request.setObjectKey(KEY);
    request.setPosition(position);
    request.setInput(new ByteArrayInputStream(piece));
    return request;
  }

  private byte[] read() throws IOException {
    try (ObsClient obs = strongroom.obs();
        var content = obs.getObject(bucket, KEY).getObjectContent()) {
      return content.readAllBytes();
    }
  }
}
