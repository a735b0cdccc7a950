package io.strongroom.domain.name;

/** What can be wrong with an upload by a form. Sizes in bytes. */
public sealed interface FormError extends RequestError {

  /** The body is no form, or a field is there twice. */
  record Malformed() implements FormError {}

  /** More than {@code limit} bytes come before the file. */
  record FieldsTooLong(int limit) implements FormError {}

  /** The policy is none. */
  record InvalidPolicy(String detail) implements FormError {}

  /** The file is longer than the policy allows, as far as it was read. */
  record FileTooLarge(long proposed, long limit) implements FormError {}

  /** The file is shorter than the policy allows. */
  record FileTooSmall(long proposed, long minimum) implements FormError {}
}
