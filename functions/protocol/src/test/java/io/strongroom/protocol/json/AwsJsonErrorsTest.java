package io.strongroom.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Requests;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.error.ErrorGolden;
import org.junit.jupiter.api.Test;

class AwsJsonErrorsTest {

  @Test
  void answer_everyFailure_asTheGoldenSays() {
    assertThat(ErrorGolden.actual(AwsJsonErrors::answer))
        .isEqualTo(ErrorGolden.expected("aws-json-errors.txt"));
  }

  @Test
  void render_message_inLowerCase() {
    WireResponse response =
        AwsJsonErrors.render(kms(new KmsException.Disabled("\"k\" is disabled.")));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.headers().first("content-type")).hasValue("application/x-amz-json-1.1");
    assertThat(Requests.text(response))
        .isEqualTo("{\"__type\":\"DisabledException\",\"message\":\"\\\"k\\\" is disabled.\"}");
  }

  @Test
  void render_accessDenied_hasCapitalMessage() {
    assertThat(Requests.text(AwsJsonErrors.render(kms(new KmsException.AccessDenied("no")))))
        .isEqualTo("{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}");
  }

  @Test
  void render_invalidCiphertext_hasNoMessage() {
    assertThat(Requests.text(AwsJsonErrors.render(kms(new KmsException.CiphertextInvalid("why")))))
        .isEqualTo("{\"__type\":\"InvalidCiphertextException\"}");
  }

  private static ObjectStoreException kms(KmsException failure) {
    return new ObjectStoreException(new RequestError.KmsFailed(failure));
  }
}
