package io.strongroom.protocol.obs;

import static io.strongroom.protocol.http.Refusals.errorOf;
import static io.strongroom.protocol.http.Vocabularies.OBS_NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.Requests;
import io.strongroom.protocol.http.WireResponse;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObsBucketStyleTest {

  private static final ObsBucketStyle STYLE = new ObsBucketStyle(Region.of("cn-north-4"));

  private static final BucketName NAME = new BucketName("bucket");
  private static final Bucket BUCKET =
      new Bucket(
          NAME,
          AccountId.of("000000000000"),
          Region.of("cn-north-4"),
          Instant.EPOCH,
          Optional.empty());

  @Test
  void head_namesRegionAndVersion() {
    WireResponse response = STYLE.head(BUCKET);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first("x-obs-bucket-location")).hasValue("cn-north-4");
    assertThat(response.headers().first("x-obs-version")).hasValue("3.0");
  }

  @Test
  void location_named() {
    assertThat(Requests.text(STYLE.location(BUCKET)))
        .isEqualTo("<Location" + OBS_NAMESPACE + ">cn-north-4</Location>");
  }

  @Test
  void configurationOf_unconfigured_isAnError() {
    assertThat(errorOf(() -> STYLE.configurationOf(NAME)))
        .isEqualTo(new RequestError.NoSuchEncryptionConfiguration(NAME));
  }
}
