package io.strongroom.runtime.http;

import static io.strongroom.runtime.http.ServedOperation.served;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.smallrye.mutiny.Uni;
import io.strongroom.protocol.http.Function;
import io.strongroom.protocol.http.ObjectOperations;
import org.junit.jupiter.api.Test;

/** What a function serves is what the table says is its own. */
class DispatcherTest {

  @Test
  void of_exactlyItsOwn_made() {
    assertThatNoException()
        .isThrownBy(
            () ->
                Dispatcher.of(
                    null,
                    Function.COPY_OBJECT,
                    served(ObjectOperations.COPY_OBJECT, command -> Uni.createFrom().nothing()),
                    served(
                        ObjectOperations.UPLOAD_PART_COPY, command -> Uni.createFrom().nothing()),
                    new ServedOperation<>(
                        ObjectOperations.UPDATE_OBJECT_ENCRYPTION,
                        command -> Uni.createFrom().nothing()),
                    new ServedOperation<>(
                        ObjectOperations.APPEND_OBJECT, command -> Uni.createFrom().nothing()),
                    new ServedOperation<>(
                        ObjectOperations.SET_OBJECT_METADATA,
                        command -> Uni.createFrom().nothing())));
  }

  @Test
  void of_oneMissing_refused() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Dispatcher.of(
                    null,
                    Function.COPY_OBJECT,
                    served(ObjectOperations.COPY_OBJECT, command -> Uni.createFrom().nothing())))
        .withMessageContaining("UploadPartCopy");
  }

  @Test
  void of_anotherFunctions_refused() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Dispatcher.of(
                    null,
                    Function.GET_OBJECT,
                    served(ObjectOperations.COPY_OBJECT, command -> Uni.createFrom().nothing())))
        .withMessageContaining("CopyObject");
  }
}
