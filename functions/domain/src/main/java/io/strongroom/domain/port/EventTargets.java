package io.strongroom.domain.port;

import io.strongroom.crypto.name.AccountId;
import java.io.IOException;
import java.util.Optional;

/** Those outside who can be told of what happens. Only the operator adds any. Thread-safe. */
@FunctionalInterface
public interface EventTargets {

  /**
   * @param account whose objects something happens to
   * @return empty where there is no such target, or not for that account
   */
  Optional<EventTarget> find(String arn, AccountId account);

  /** None at all. */
  static EventTargets none() {
    return (arn, account) -> Optional.empty();
  }

  /** One of them. Thread-safe; blocks. */
  interface EventTarget {

    /**
     * Tells of something that happened. It may be told more than once.
     *
     * @throws IOException when it is not known whether the target has taken it
     */
    void tell(Message message) throws IOException;
  }

  /**
   * What is told.
   *
   * @param id the same each time that this is told
   * @param type {@code ObjectCreated:Put}
   * @param source the bucket, as CloudEvents name it
   * @param bucket its name
   * @param subject key of the object; empty where it is about none
   * @param record what happened, as S3 tells it: one JSON object
   * @param document the same as a message of its own: what S3 would send
   */
  record Message(
      String id,
      String type,
      String source,
      String bucket,
      String subject,
      String time,
      String record,
      String document) {}
}
