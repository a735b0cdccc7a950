package io.strongroom.function.console.page;

import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.Refused;

/** What cannot be taken back is confirmed by typing what it is done to. */
final class Confirmations {

  /** The field's name. */
  static final String FIELD = "confirm";

  private Confirmations() {}

  /**
   * @throws Refused when something else was typed
   */
  static void requireTyped(Form form, String name) {
    if (!form.text(FIELD).strip().equals(name.strip())) {
      throw new Refused(
          400,
          "NotConfirmed",
          "Nothing was done: what was typed is not the name of what was to be changed.",
          "");
    }
  }
}
