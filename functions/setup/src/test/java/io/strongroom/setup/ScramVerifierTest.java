package io.strongroom.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.local.StartupException;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScramVerifierTest {

  /** Password, salt and iterations of RFC 7677 §3. */
  @Test
  void of_exampleOfTheStandard_isItsKeys() {
    byte[] salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");

    assertThat(ScramVerifier.of("pencil", salt))
        .isEqualTo(
            "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ=="
                + "$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
                + ":wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "p\u00e4ss", "quote'\n"})
  void of_whatWouldNeedNormalising_refused(String password) {
    SecureRandom random = new SecureRandom();

    assertThatThrownBy(() -> ScramVerifier.of(password, random))
        .isInstanceOf(StartupException.class);
  }
}
