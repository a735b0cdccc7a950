package io.strongroom.kms.provider;

import io.strongroom.crypto.kms.KmsException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a service accepts who we are, as its last answer showed. A service that does not cannot
 * be used by anybody here, which is no refusal of a request but an outage. Thread-safe.
 */
public final class Standing {

  private volatile @Nullable String trouble;

  /** The error of a call that was refused because of who we are. */
  public KmsException refused(String what) {
    trouble = what;
    return new KmsException.Unavailable(what);
  }

  /** The service answered as to somebody it knows. */
  public void accepted() {
    trouble = null;
  }

  /** As {@link KmsProvider#trouble}. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }
}
