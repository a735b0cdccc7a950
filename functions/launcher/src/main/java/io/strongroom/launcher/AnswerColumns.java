package io.strongroom.launcher;

import java.io.PrintStream;
import java.util.List;

/** An answer as lines, with tabs between its columns. Stateless. */
final class AnswerColumns {

  private AnswerColumns() {}

  /** One line for each time that the elements appear. */
  static void print(IdentityClient.Answer answer, List<String> elements, PrintStream out) {
    List<List<String>> columns =
        elements.stream().map(element -> answer.all(element).toList()).toList();
    for (int row = 0; row < columns.getFirst().size(); row++) {
      int at = row;
      out.println(String.join("\t", columns.stream().map(column -> column.get(at)).toList()));
    }
  }
}
