package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.ServerSideEncryption;
import java.io.ByteArrayInputStream;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Objects put and got by MinIO's client over HTTPS, with its own types for encryption. */
@ExtendWith(StrongroomExtension.class)
class MinioIT {
  private static final int SIZE = Samples.SEGMENT + 1;

  private final Strongroom strongroom;
  private final MinioClient minio;
  private final String bucket;

  MinioIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    minio = strongroom.minio();
    bucket = strongroom.newBucket();
  }

  private void put(ServerSideEncryption encryption, int size) throws Exception {
    minio.putObject(
        PutObjectArgs.builder().bucket(bucket).object("a/ü+b c").sse(encryption).stream(
                new ByteArrayInputStream(Samples.bytes(size)), (long) size, -1L)
            .build());
  }

  private byte[] get(GetObjectArgs.Builder request) throws Exception {
    try (var answer = minio.getObject(request.bucket(bucket).object("a/ü+b c").build())) {
      return answer.readAllBytes();
    }
  }

  @Test
  void get_serviceKey_isWhatWasPut() throws Exception {
    put(new ServerSideEncryption.S3(), SIZE);

    assertThat(get(GetObjectArgs.builder())).isEqualTo(Samples.bytes(SIZE));
  }

  @Test
  void get_kmsKeyWithContext_isWhatWasPut() throws Exception {
    put(new ServerSideEncryption.KMS(strongroom.kmsKey(), Map.of("team", "blue")), SIZE);

    assertThat(get(GetObjectArgs.builder())).isEqualTo(Samples.bytes(SIZE));
  }

  @Test
  void get_customerKeyInParts_isWhatWasPut() throws Exception {
    var key = new ServerSideEncryption.CustomerKey(new SecretKeySpec(Samples.bytes(32), "AES"));
    int size = Samples.PART + 1;
    put(key, size);

    assertThat(get(GetObjectArgs.builder().ssec(key))).isEqualTo(Samples.bytes(size));
  }
}
