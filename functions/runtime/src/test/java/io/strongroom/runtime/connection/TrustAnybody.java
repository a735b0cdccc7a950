package io.strongroom.runtime.connection;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/** For tests that look at something else than whom they speak to. */
final class TrustAnybody implements X509TrustManager {

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authentication) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authentication) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
