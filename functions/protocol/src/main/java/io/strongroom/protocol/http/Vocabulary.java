package io.strongroom.protocol.http;

/**
 * The words in which the dialects differ while the grammar is the same.
 *
 * @param prefix of the dialect's own headers, for example {@code x-amz-}
 */
public record Vocabulary(String prefix) {

  /** The dialect's header of this name. */
  public String header(String name) {
    return prefix + name;
  }
}
