package io.strongroom.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PlainMutinyTest {

  @AfterEach
  void putBack() {
    Infrastructure.reloadUniInterceptors();
    Infrastructure.reloadMultiInterceptors();
    Infrastructure.reloadCallbackDecorators();
  }

  @Test
  void choose_callbacks_areNotWrapped() {
    Function<String, String> callback = String::strip;
    new PlainMutiny().choose(new StartupEvent());
    assertThat(Infrastructure.decorate(callback)).isSameAs(callback);
  }
}
