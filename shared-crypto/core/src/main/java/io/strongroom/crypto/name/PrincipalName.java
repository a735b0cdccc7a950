package io.strongroom.crypto.name;

/**
 * The name of somebody who may be permitted something: an ARN, for example {@code
 * arn:aws:iam::000000000000:root}, or a user's id in a domain of Huawei's.
 *
 * <p>Source: IAM user guide, "AWS JSON policy elements: Principal".
 */
public record PrincipalName(String text) {

  /** The service itself, for what is its own affair. */
  public static final PrincipalName SERVICE = new PrincipalName("");

  /** The principal of this name. */
  public static PrincipalName of(String text) {
    return new PrincipalName(text);
  }

  /** Whether it is {@link #SERVICE}. */
  public boolean isService() {
    return text.isEmpty();
  }

  @Override
  public String toString() {
    return text;
  }
}
