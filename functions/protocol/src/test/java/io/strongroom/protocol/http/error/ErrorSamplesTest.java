package io.strongroom.protocol.http.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.body.BodyRejected;
import io.strongroom.signing.SignatureException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Goldens are only as good as their samples: every case of every error type has one. */
class ErrorSamplesTest {

  @Test
  void requestErrors_everyCase_hasASample() {
    List<Class<?>> sampled = new ArrayList<>(classes(ErrorSamples.requestErrors()));
    sampled.add(RequestError.KmsFailed.class);

    assertThat(sampled).containsAll(cases(RequestError.class));
  }

  @Test
  void kmsFailures_everyCase_hasASample() {
    assertThat(classes(ErrorSamples.kmsFailures())).containsAll(cases(KmsException.class));
  }

  @Test
  void signatureFailures_everyCase_hasASample() {
    assertThat(classes(ErrorSamples.signatureFailures()))
        .containsAll(cases(SignatureException.class));
  }

  @Test
  void bodyFailures_everyCase_hasASample() {
    assertThat(classes(ErrorSamples.bodyFailures())).containsAll(cases(BodyRejected.class));
  }

  private static List<Class<?>> cases(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(each -> each.isSealed() ? cases(each).stream() : Stream.<Class<?>>of(each))
        .toList();
  }

  private static List<Class<?>> classes(List<?> samples) {
    return samples.stream().<Class<?>>map(Object::getClass).toList();
  }
}
