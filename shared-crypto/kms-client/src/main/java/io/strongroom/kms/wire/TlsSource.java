package io.strongroom.kms.wire;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Certificates and keys of a connection, which may be replaced while the process runs. */
public interface TlsSource {

  /**
   * What is there now; blocks while files are read.
   *
   * @return nothing when the JDK's own settings are wanted
   * @throws RuntimeException when it cannot be read or does not hold what it should
   */
  @Nullable SSLContext context();

  /**
   * What {@link #context} would be made from: unequal to an earlier one when that has changed.
   * Holds no secrets; blocks.
   */
  Object state();
}
