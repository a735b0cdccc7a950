package io.strongroom.function.console.visit;

/**
 * A page, or what a form of one does.
 *
 * @param method {@code GET} to look, {@code POST} to have something done
 * @param path of the URL, without parameters
 * @param body what a request may bring
 */
public record PageRoute(String method, String path, Body body, Answering page) {

  /** What a request may bring. */
  public enum Body {
    /** The fields of a form, or nothing. */
    FORM,
    /** Bytes of an object, which are handed on as they come. The form's token is in a header. */
    BYTES
  }

  /** ConsoleAnswers a visit. Blocking. */
  @FunctionalInterface
  public interface Answering {

    /**
     * @throws Refused when it cannot
     */
    Reply answer(Visit visit);
  }

  /** A page to look at. */
  public static PageRoute page(String path, Answering page) {
    return new PageRoute("GET", path, Body.FORM, page);
  }

  /** A form's deed. */
  public static PageRoute deed(String path, Answering deed) {
    return new PageRoute("POST", path, Body.FORM, deed);
  }

  /** Takes bytes of an object from a script of this console. */
  public static PageRoute bytes(String path, Answering deed) {
    return new PageRoute("POST", path, Body.BYTES, deed);
  }
}
