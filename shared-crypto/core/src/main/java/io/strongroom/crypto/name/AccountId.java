package io.strongroom.crypto.name;

/**
 * An account, to which keys, buckets and identities belong: 12 digits (AWS), or the id of a domain
 * (Huawei), which has 32 hexadecimal digits.
 *
 * <p>Source: IAM user guide, "Identify your AWS account ID"; IAM API reference (Huawei Cloud),
 * "Obtaining account, IAM user, group, project, region, and agency information".
 */
public record AccountId(String value) {

  private static final int MOST = 64;

  /** Of whoever did not prove who they are. Nothing belongs to it. */
  public static final AccountId NOBODY = new AccountId("");

  public AccountId {
    if (value.length() > MOST || !Region.areAll(value, AccountId::isAllowed)) {
      throw new IllegalArgumentException("no account is called so: " + value);
    }
  }

  private static boolean isAllowed(int character) {
    return Region.isAllowed(character) || character == '_';
  }

  /** The account of this id; throws {@link IllegalArgumentException} where none can have it. */
  public static AccountId of(String value) {
    return new AccountId(value);
  }

  /** Whether it is {@link #NOBODY}'s. */
  public boolean isNobody() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return value;
  }
}
