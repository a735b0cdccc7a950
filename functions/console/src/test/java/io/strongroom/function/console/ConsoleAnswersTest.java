package io.strongroom.function.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConsoleAnswersTest {

  @Test
  void disposition_hostileName_cannotEndItsQuotesOrItsLine() {
    String header = ConsoleAnswers.disposition("a/b/x\"; filename=\"evil.html\r\nSet-Cookie: a=b");

    assertThat(header)
        .startsWith("attachment; filename=\"x__ filename__evil.html__Set-Cookie_ a_b\"");
    assertThat(header).doesNotContain("\r").doesNotContain("\n");
    assertThat(header.chars().filter(c -> c == '"').count()).isEqualTo(2);
  }

  @Test
  void disposition_folder_isNamedByItsLastStep() {
    assertThat(ConsoleAnswers.disposition("a/b/")).contains("filename*=UTF-8''b%2F");
    assertThat(ConsoleAnswers.disposition("ü.txt")).contains("filename*=UTF-8''%C3%BC.txt");
    assertThat(ConsoleAnswers.disposition("a")).contains("filename=\"a\"");
  }
}
