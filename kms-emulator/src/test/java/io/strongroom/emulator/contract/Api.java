package io.strongroom.emulator.contract;

import org.jspecify.annotations.Nullable;

/** One of the two APIs, as the contract needs it. */
interface Api {

  /** Makes a key; gives its id. */
  String newKey(Sort sort);

  /** Makes what an operation needs beside its key, as far as the key is of a sort for it. */
  void prepare(Op op, String keyId);

  /**
   * Asks for an operation on a key, with a request that is right otherwise.
   *
   * @param keyId usually a text; anything else, or null, is sent as it is
   */
  Reply call(Op op, @Nullable Object keyId);

  /** What an answer means. */
  Outcome outcome(Reply reply);

  /**
   * How an operation ends on a key of a stage; by the AWS guide where the API says nothing else.
   */
  Outcome expected(Op op, Stage stage);

  /** How an operation ends on an enabled key of another sort. */
  Outcome expected(Op op, Sort sort);

  /** The outcome for a text that can be no key's id. */
  Outcome malformedId();
}
