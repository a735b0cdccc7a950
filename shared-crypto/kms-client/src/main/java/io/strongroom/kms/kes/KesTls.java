package io.strongroom.kms.kes;

import io.strongroom.kms.provider.Secret;
import io.strongroom.kms.wire.PemTls;
import io.strongroom.kms.wire.TlsSource;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * TLS with an API key in place of a client certificate.
 *
 * @param tls the authorities to trust
 */
record KesTls(PemTls tls, Secret apiKey) implements TlsSource {

  @Override
  public SSLContext context() {
    KesApiKey key = KesApiKey.parse(apiKey.read());
    try {
      return tls.context(key.privateKey(), key.certificate(Instant.now()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("making a certificate for an API key failed", e);
    }
  }

  @Override
  public Object state() {
    return List.of(tls.state(), KesApiKey.parse(apiKey.read()).identity());
  }
}
