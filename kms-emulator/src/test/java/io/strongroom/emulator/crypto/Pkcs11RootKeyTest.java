package io.strongroom.emulator.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.Pkcs11RootKey.Location;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against SoftHSM (Debian's package softhsm2); skipped, and says so, where it is not installed. */
class Pkcs11RootKeyTest {

  private static final byte[] AAD = {1};
  private static final byte[] MATERIAL = {1, 2, 3};
  private static final String TOKEN = "token " + UUID.randomUUID().toString().substring(0, 8);

  @BeforeAll
  static void makeToken() throws Exception {
    boolean present = SoftToken.library().isPresent();
    if (!present) {
      System.err.println("SKIPPED Pkcs11RootKeyTest: SoftHSM is not installed (softhsm2)");
    }
    assumeTrue(present, "SoftHSM is not installed (softhsm2)");
    Path configuration =
        Path.of(Objects.requireNonNull(System.getenv("SOFTHSM2_CONF"), "set by the build"));
    java.nio.file.Files.createDirectories(configuration.toAbsolutePath().getParent());
    SoftToken.make(configuration, "other " + TOKEN);
    SoftToken.make(configuration, TOKEN);
  }

  private static Pkcs11RootKey open(String keyLabel) {
    return Pkcs11RootKey.openOrCreate(location(TOKEN, keyLabel), SoftToken.PIN.toCharArray());
  }

  private static Location location(String token, String keyLabel) {
    return new Location(SoftToken.library().orElseThrow(), token, keyLabel);
  }

  @Test
  void unwrap_afterOpeningAgain_givesTheMaterial() {
    byte[] wrapped;
    try (Pkcs11RootKey root = open("root")) {
      wrapped = root.wrap(MATERIAL, AAD);
    }
    try (Pkcs11RootKey root = open("root");
        SecretBytes material = root.unwrap(wrapped, AAD)) {
      assertThat(material.<byte[]>use(byte[]::clone)).containsExactly(1, 2, 3);
      assertThat(wrapped).hasSize(12 + 3 + 16);
    }
  }

  @Test
  void unwrap_anythingChanged_rejected() {
    try (Pkcs11RootKey root = open("root")) {
      byte[] wrapped = root.wrap(MATERIAL, AAD);

      assertThatThrownBy(() -> root.unwrap(wrapped, new byte[] {2}))
          .isInstanceOf(CiphertextRejected.class);
      for (int i = 0; i < wrapped.length; i++) {
        byte[] changed = wrapped.clone();
        changed[i] ^= 1;
        assertThatThrownBy(() -> root.unwrap(changed, AAD)).isInstanceOf(CiphertextRejected.class);
      }
      assertThatThrownBy(() -> root.unwrap(new byte[27], AAD))
          .isInstanceOf(CiphertextRejected.class);
    }
  }

  @Test
  void unwrap_underAnotherKeyOfTheToken_rejected() {
    try (Pkcs11RootKey one = open("one");
        Pkcs11RootKey two = open("two")) {
      byte[] wrapped = one.wrap(MATERIAL, AAD);

      assertThatThrownBy(() -> two.unwrap(wrapped, AAD)).isInstanceOf(CiphertextRejected.class);
    }
  }

  @Test
  void open_leavesTheProvidersOfTheJvmAlone() {
    List<Provider> before = List.of(Security.getProviders());

    open("root").close();

    assertThat(Security.getProviders()).containsExactlyElementsOf(before);
  }

  @Test
  void open_unknownToken_refusedWithTheLabelsThereAre() {
    assertThatThrownBy(
            () ->
                Pkcs11RootKey.openOrCreate(
                    location("nowhere", "root"), SoftToken.PIN.toCharArray()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining(TOKEN);
  }

  @Test
  void open_wrongPin_refusedWithoutShowingIt() {
    char[] pin = "wrong-pin".toCharArray();

    // A token that nobody in this process is logged in to: a login is the process's.
    assertThatThrownBy(() -> Pkcs11RootKey.openOrCreate(location("other " + TOKEN, "root"), pin))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CKR_PIN_INCORRECT")
        .hasMessageNotContaining("wrong-pin")
        .hasMessageContaining("the PIN is wrong")
        .hasMessageNotContaining("\n")
        .hasNoCause();
    assertThat(pin).containsOnly('\0');
  }

  @Test
  void open_noSuchLibrary_refused() {
    assertThatThrownBy(
            () ->
                Pkcs11RootKey.openOrCreate(
                    new Location(Path.of("/nowhere.so"), TOKEN, "root"), new char[0]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/nowhere.so");
  }
}
