package io.strongroom.function.console.visit;

import io.quarkus.qute.TemplateInstance;
import io.strongroom.runtime.http.InnerAnswer;
import java.util.List;

/** What a page answers. */
public sealed interface Reply {

  /** A page. */
  record Page(int status, TemplateInstance content) implements Reply {

    public static Page of(TemplateInstance content) {
      return new Page(200, content);
    }
  }

  /**
   * Something was done: the browser is to look at the result.
   *
   * @param path of this console
   * @param cookies to be set
   */
  record Elsewhere(String path, List<String> cookies) implements Reply {

    public Elsewhere {
      cookies = List.copyOf(cookies);
    }

    public static Elsewhere to(String path) {
      return new Elsewhere(path, List.of());
    }
  }

  /**
   * An object, to be kept and not to be shown.
   *
   * @param name under which
   */
  record Download(String name, InnerAnswer<?> answer) implements Reply {}

  /** Something for a script of this console. */
  record Data(int status, String json) implements Reply {}

  /** A file of this console, the same for everybody. */
  record Asset(String type, String content) implements Reply {}
}
