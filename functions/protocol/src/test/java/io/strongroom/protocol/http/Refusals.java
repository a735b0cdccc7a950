package io.strongroom.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a codec refuses a request with. */
public final class Refusals {

  private Refusals() {}

  public static RequestError errorOf(ThrowingCallable parsing) {
    ObjectStoreException refused = catchThrowableOfType(ObjectStoreException.class, parsing);
    assertThat(refused).as("refusal").isNotNull();
    return refused.error();
  }

  public static void assertMalformed(ThrowingCallable parsing) {
    assertThat(errorOf(parsing)).isInstanceOf(RequestError.MalformedXml.class);
  }
}
