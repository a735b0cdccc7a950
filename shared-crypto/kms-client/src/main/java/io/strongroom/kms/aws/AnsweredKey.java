package io.strongroom.kms.aws;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.secret.SecretBytes;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** Which key an answer is about. */
public final class AnsweredKey {

  private static final String ALIAS = "alias/";

  private AnsweredKey() {}

  /**
   * The key that the service says it used. What an alias stands for only the service knows; an id
   * or an ARN must come back.
   *
   * @param asked empty when any key was right
   * @param secret zeroed when the answer is refused
   * @throws KmsException.Unavailable when it is another key than asked, or none
   */
  static String of(String asked, @Nullable String answered, @Nullable SdkBytes secret) {
    if (answered != null && isSame(asked, answered)) {
      return answered;
    }
    if (secret != null) {
      SecretBytes.adopt(secret.asByteArrayUnsafe()).close();
    }
    throw new KmsException.Unavailable(
        answered == null
            ? "the KMS answered without a key id"
            : "the KMS answered for another key than asked");
  }

  /** Whether an answer for {@code answered} is one to a question about {@code asked}. */
  public static boolean isSame(String asked, String answered) {
    if (asked.isEmpty() || asked.startsWith(ALIAS) || asked.contains(":" + ALIAS)) {
      return true;
    }
    return KeyName.parse(asked) instanceof KeyName.Placed placed
        ? placed.text().equals(answered)
        : answered.equals(asked) || answered.endsWith(":key/" + asked);
  }
}
