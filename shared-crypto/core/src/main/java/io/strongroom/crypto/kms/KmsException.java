package io.strongroom.crypto.kms;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a key management service did not do what it was asked. The message is the service's own and
 * holds no key material. Carries no stack trace: these are answers, not bugs.
 */
public abstract sealed class KmsException extends RuntimeException {

  private KmsException(String message) {
    super(message, null, false, false);
  }

  /** Whether the same call may succeed a little later. */
  public abstract boolean retryable();

  /** Too many requests; {@code retryAfter} is the service's or the limiter's own hint. */
  public static final class Throttled extends KmsException {
    private final Optional<Duration> retryAfter;

    public Throttled(String message, Optional<Duration> retryAfter) {
      super(message);
      this.retryAfter = retryAfter;
    }

    public Optional<Duration> retryAfter() {
      return retryAfter;
    }

    @Override
    public boolean retryable() {
      return true;
    }
  }

  /** Unreachable, timed out, or answering with a failure of its own. */
  public static final class Unavailable extends KmsException {
    public Unavailable(String message) {
      super(message);
    }

    @Override
    public boolean retryable() {
      return true;
    }
  }

  /** The key is disabled. */
  public static final class Disabled extends KmsException {
    public Disabled(String message) {
      super(message);
    }

    @Override
    public boolean retryable() {
      return false;
    }
  }

  /** The key's state forbids the operation, for example pending deletion. */
  public static final class InvalidState extends KmsException {
    public InvalidState(String message) {
      super(message);
    }

    @Override
    public boolean retryable() {
      return false;
    }
  }

  /** No such key. */
  public static final class NotFound extends KmsException {
    public NotFound(String message) {
      super(message);
    }

    @Override
    public boolean retryable() {
      return false;
    }
  }

  /** The key's usage or type does not fit the operation. */
  public static final class InvalidKeyUsage extends KmsException {
    public InvalidKeyUsage(String message) {
      super(message);
    }

    @Override
    public boolean retryable() {
      return false;
    }
  }

  /** The service does not let this caller use the key. */
  public static final class AccessDenied extends KmsException {
    private final String decision;

    public AccessDenied(String message) {
      this(message, "");
    }

    /**
     * @param decision what decided, for an operator and nobody else; empty where the service does
     *     not tell
     */
    public AccessDenied(String message, String decision) {
      super(message);
      this.decision = decision;
    }

    /** What decided, for an operator and nobody else; the message where nothing more is known. */
    public String decision() {
      return decision.isEmpty() ? String.valueOf(getMessage()) : decision;
    }

    @Override
    public boolean retryable() {
      return false;
    }
  }

  /** The service says that the request itself is wrong. */
  public static final class InvalidRequest extends KmsException {
    public InvalidRequest(String message) {
      super(message);
    }

    @Override
    public boolean retryable() {
      return false;
    }
  }

  /**
   * The wrapped key does not open under this key and context: damaged, or never belonged together.
   */
  public static final class CiphertextInvalid extends KmsException {
    public CiphertextInvalid(String message) {
      super(message);
    }

    @Override
    public boolean retryable() {
      return false;
    }
  }
}
