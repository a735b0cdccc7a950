package io.strongroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAccessTest {

  @Test
  void parse_everythingInTheUrl_isTaken() {
    DatabaseAccess access =
        DatabaseAccess.parse("postgresql://me:p%40ss+1@db:6432/rooms?sslmode=require", Map.of());

    assertThat(access)
        .isEqualTo(new DatabaseAccess("//db:6432/rooms?sslmode=require", "me", "p@ss+1"));
    assertThat(access.jdbcUrl()).isEqualTo("jdbc:postgresql://db:6432/rooms?sslmode=require");
    assertThat(access.reactiveUrl()).isEqualTo("postgresql://db:6432/rooms?sslmode=require");
  }

  @Test
  void parse_userAndPasswordFromTheEnvironment_portIsStandard() {
    assertThat(
            DatabaseAccess.parse(
                "jdbc:postgresql://db/rooms",
                Map.of("STRONGROOM_DATABASE_USER", "me", "STRONGROOM_DATABASE_PASSWORD", "secret")))
        .isEqualTo(new DatabaseAccess("//db:5432/rooms", "me", "secret"));
  }

  @Test
  void parse_noUserAnywhere_rejected() {
    assertThatThrownBy(() -> DatabaseAccess.parse("postgresql://db/rooms", Map.of()))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("STRONGROOM_DATABASE_USER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://me:secret@db/rooms",
        "postgresql://me:secret@db",
        "postgresql://me:secret@db/",
        "postgresql://me:sec ret@db/rooms",
        "me:secret@db/rooms"
      })
  void parse_notADatabase_rejectedWithoutQuotingIt(String url) {
    assertThatThrownBy(() -> DatabaseAccess.parse(url, Map.of()))
        .isInstanceOf(StartupException.class)
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void toString_hidesThePassword() {
    assertThat(new DatabaseAccess("//db:1/x", "me", "secret").toString())
        .contains("//db:1/x")
        .doesNotContain("secret");
  }
}
