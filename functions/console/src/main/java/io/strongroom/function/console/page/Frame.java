package io.strongroom.function.console.page;

import io.strongroom.function.console.session.Session;
import io.strongroom.function.console.visit.Visit;

/**
 * What is around every page.
 *
 * @param title of the page
 * @param person who is signed in; empty for nobody
 * @param account theirs
 * @param token that forms carry
 * @param said what was done just now; empty for nothing
 */
public record Frame(String title, String person, String account, String token, String said) {

  /** Around a page of somebody who is signed in. */
  public static Frame of(Session session, String title) {
    return new Frame(title, session.name(), session.account().value(), session.formToken(), "");
  }

  /** As above, telling what the form before it did. */
  static Frame of(Visit visit, String title) {
    return of(visit.session(), title).saying(visit.query().text("done"));
  }

  /** Around a page of nobody. */
  public static Frame ofNobody(String title) {
    return new Frame(title, "", "", "", "");
  }

  /** Only what is written here is ever said: a link from elsewhere cannot put words in. */
  private Frame saying(String word) {
    return new Frame(title, person, account, token, Done.sentence(word));
  }

  /** Whether somebody is signed in. */
  public boolean isSignedIn() {
    return !person.isEmpty();
  }
}
