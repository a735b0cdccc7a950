package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a native image must not take over from the machine that built it. */
class NativeSettingsTest {

  private static final Set<String> SEEDED =
      Set.of(
          SecureRandom.class.getName(),
          Provider.class.getName(),
          JsonFactory.class.getName(),
          ObjectMapper.class.getName());

  @Test
  void seededAtStart_everyClassThatHoldsSomethingSeeded_isNotInitializedByTheImageBuilder()
      throws IOException {
    Set<String> holders = holders(SEEDED);

    assertThat(holders).contains("io.strongroom.crypto.segment.SegmentSealer");
    assertThat(initializedAtRunTime()).containsAll(holders);
  }

  /** Netty's memory is not the builder's to give: an image that contains a buffer is refused. */
  @Test
  void buffers_constants_areNotHeldByAnyClass() {
    assertThat(holders(Set.of(Buffer.class.getName(), ByteBuf.class.getName()))).isEmpty();
  }

  private static Set<String> holders(Set<String> types) {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.strongroom")
            .stream()
            .filter(some -> !some.getPackageName().startsWith("io.strongroom.testkit"))
            .filter(some -> holdsConstant(some, types))
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
  }

  private static boolean holdsConstant(JavaClass some, Set<String> types) {
    return some.getFields().stream()
        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
        .map(JavaField::getRawType)
        .anyMatch(type -> types.contains(type.getName()));
  }

  private static List<String> initializedAtRunTime() throws IOException {
    List<String> classes = new ArrayList<>();
    for (String module :
        List.of("crypto", "kms-client", "domain", "protocol", "runtime", "kms-emulator")) {
      String name =
          "META-INF/native-image/io.strongroom/strongroom-" + module + "/native-image.properties";
      for (URL file :
          Collections.list(NativeSettingsTest.class.getClassLoader().getResources(name))) {
        try (InputStream text = file.openStream()) {
          String all = new String(text.readAllBytes(), StandardCharsets.UTF_8);
          for (String line : all.replace("\\\n", "").split("\n", -1)) {
            if (line.startsWith("Args = --initialize-at-run-time=")) {
              classes.addAll(List.of(line.substring(line.lastIndexOf('=') + 1).split(",", -1)));
            }
          }
        }
      }
    }
    return classes;
  }
}
