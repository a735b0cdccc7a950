package io.strongroom.signing.v4;

import static io.strongroom.signing.TestRequests.AWS_EXAMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.signing.Credential;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SigningKeysTest {

  private static final CredentialScope MONDAY = new CredentialScope("20261130", "eu-west-1", "s3");
  private static final CredentialScope TUESDAY = new CredentialScope("20261201", "eu-west-1", "s3");
  private static final CredentialScope ELSEWHERE =
      new CredentialScope("20261130", "eu-west-2", "s3");

  private final SigningKeys keys = new SigningKeys(2);

  /** A closed secret derives nothing more: what still comes was kept. */
  @Test
  void derive_keyWasKept_secretIsNotAsked() {
    Credential credential = credential("secret");
    String expected = derived(credential, MONDAY);

    prove(credential, MONDAY);
    credential.secret().close();

    assertThat(derived(credential, MONDAY)).isEqualTo(expected);
  }

  @Test
  void derive_signatureNeverHeld_nothingIsKept() {
    Credential credential = credential("secret");
    derived(credential, MONDAY);
    credential.secret().close();

    assertNotKept(credential, MONDAY);
  }

  @Test
  void derive_sameAccessKeyAnotherSecret_anotherKey() {
    Credential before = credential("before");
    Credential after = credential("after");
    prove(before, MONDAY);

    assertThat(derived(after, MONDAY)).isEqualTo(hex(MONDAY.derive(after.secret())));

    prove(after, MONDAY);
    before.secret().close();
    after.secret().close();
    assertThat(derived(after, MONDAY)).isNotEmpty();
    assertNotKept(before, MONDAY);
  }

  @Test
  void derive_otherScope_otherKey() {
    prove(AWS_EXAMPLE, MONDAY);

    assertThat(derived(AWS_EXAMPLE, TUESDAY)).isEqualTo(hex(TUESDAY.derive(AWS_EXAMPLE.secret())));
  }

  @Test
  void keep_noRoom_unusedForLongestIsForgotten() {
    Credential credential = credential("secret");
    prove(credential, MONDAY);
    prove(credential, TUESDAY);
    derived(credential, MONDAY);
    prove(credential, ELSEWHERE);
    credential.secret().close();

    assertThat(derived(credential, MONDAY)).isNotEmpty();
    assertThat(derived(credential, ELSEWHERE)).isNotEmpty();
    assertNotKept(credential, TUESDAY);
  }

  /** Whoever closes its key closes a copy. */
  @Test
  void derive_receiverClosesItsKey_keptOneStays() {
    prove(AWS_EXAMPLE, MONDAY);
    keys.derive(AWS_EXAMPLE, MONDAY).close();

    assertThat(derived(AWS_EXAMPLE, MONDAY)).isEqualTo(hex(MONDAY.derive(AWS_EXAMPLE.secret())));
  }

  private void prove(Credential credential, CredentialScope scope) {
    try (SecretBytes key = keys.derive(credential, scope)) {
      keys.keep(credential, scope, key);
    }
  }

  private String derived(Credential credential, CredentialScope scope) {
    return hex(keys.derive(credential, scope));
  }

  private void assertNotKept(Credential closed, CredentialScope scope) {
    assertThatThrownBy(() -> keys.derive(closed, scope)).isInstanceOf(IllegalStateException.class);
  }

  private static Credential credential(String secret) {
    return Credential.of("AKIAIOSFODNN7EXAMPLE", secret, "arn", "111122223333");
  }

  private static String hex(SecretBytes key) {
    try (key) {
      return key.use(HexFormat.of()::formatHex);
    }
  }
}
