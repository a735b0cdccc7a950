package io.strongroom.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CredentialTest {

  @Test
  void toString_never_showsTheSecret() {
    assertThat(TestRequests.AWS_EXAMPLE.toString())
        .contains("AKIAIOSFODNN7EXAMPLE")
        .contains("[redacted]")
        .doesNotContain("wJalr");
  }

  @Test
  void of_emptySecret_rejected() {
    assertThatThrownBy(() -> Credential.of("a", "", "p", "acc"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofLatin1_utf8Bytes_readAsText() {
    assertThat(HeaderField.ofLatin1("n", "Ã©").value()).isEqualTo("é");
    assertThat(HeaderField.ofLatin1("n", "plain").value()).isEqualTo("plain");
  }
}
