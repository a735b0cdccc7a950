package io.strongroom.protocol.http.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.domain.name.FormError;
import io.strongroom.domain.name.ObjectStoreException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

class FormPolicyFuzzTest {

  /** A policy never lets a form without any field pass that it does not know. */
  @FuzzTest
  void parse_anyDocument_policyOrRefused(byte[] input) {
    try {
      FormPolicy policy = FormPolicyParser.parse(Base64.getEncoder().encodeToString(input));
      assertThat(policy.conditions()).isNotEmpty();
      assertThat(
              policy.unmet(field -> Optional.empty()).isPresent()
                  || policy.uncovered(Set.of("x-amz-meta-a")).contains("x-amz-meta-a"))
          .isTrue();
    } catch (ObjectStoreException refused) {
      assertThat(refused.error()).isInstanceOf(FormError.InvalidPolicy.class);
    }
  }
}
