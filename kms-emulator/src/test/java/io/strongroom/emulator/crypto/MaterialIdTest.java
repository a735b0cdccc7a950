package io.strongroom.emulator.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaterialIdTest {

  @Test
  void isGenuine_ofGivenIds_true() {
    assertThat(MaterialId.random().isGenuine()).isTrue();
    assertThat(MaterialId.ofName("a key").isGenuine()).isTrue();
    assertThat(MaterialId.ofName("a key")).isEqualTo(MaterialId.ofName("a key"));
  }

  @Test
  void isGenuine_anyByteChanged_false() {
    byte[] bytes = MaterialId.random().bytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;

      assertThat(MaterialId.of(changed).isGenuine()).as("byte " + i).isFalse();
    }
  }
}
