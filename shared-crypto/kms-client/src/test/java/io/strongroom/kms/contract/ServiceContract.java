package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.WrappedKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every provider with a service behind it must do when that fails. */
abstract class ServiceContract extends KmsClientContract {

  abstract StandIn service();

  @Test
  void service_throttling_throttled() {
    WrappedKey wrapped = generate(32).wrapped();
    service().fault = StandIn.Fault.THROTTLE;
    assertThat(failure(decrypt(wrapped, CONTEXT))).isInstanceOf(KmsException.Throttled.class);
  }

  @Test
  void service_denying_accessDenied() {
    WrappedKey wrapped = generate(32).wrapped();
    service().fault = StandIn.Fault.DENY;
    assertThat(failure(decrypt(wrapped, CONTEXT))).isInstanceOf(KmsException.AccessDenied.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = StandIn.Fault.class,
      names = {"BREAK", "CLOSE", "MALFORMED"})
  void service_broken_unavailableAndThenFine(StandIn.Fault fault) {
    WrappedKey wrapped = generate(32).wrapped();
    service().fault = fault;
    assertThat(failure(decrypt(wrapped, CONTEXT))).isInstanceOf(KmsException.Unavailable.class);
    service().fault = StandIn.Fault.NONE;
    assertThat(get(decrypt(wrapped, CONTEXT)).plaintext().length()).isEqualTo(32);
  }
}
