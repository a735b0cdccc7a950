package io.strongroom.local;

/**
 * An access key and the principal it belongs to. Prints without its secret.
 *
 * @param accessKeyId twenty characters, in the form of an AWS access key id
 * @param secretAccessKey forty characters
 * @param principal the principal's ARN
 */
public record Identity(String accessKeyId, String secretAccessKey, String principal) {
  @Override
  public String toString() {
    return "Identity[" + accessKeyId + ", " + principal + ", [redacted]]";
  }
}
