package io.strongroom.domain.encryption;

import java.util.stream.Stream;

/**
 * A command that brings keys of the client. They live as long as the operation: whoever has it
 * carried out closes the command when it has ended, however it ended. Bodies and content that are
 * still to be read need none of them.
 */
public interface BringsKeys extends AutoCloseable {

  /** Every key in the command. */
  Stream<CustomerKey> customerKeys();

  /** Zeroes the keys. Idempotent. */
  @Override
  default void close() {
    customerKeys().forEach(CustomerKey::close);
  }
}
