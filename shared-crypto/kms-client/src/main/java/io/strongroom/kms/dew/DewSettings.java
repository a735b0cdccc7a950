package io.strongroom.kms.dew;

import io.strongroom.kms.provider.Secret;
import io.strongroom.kms.wire.PemTls;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Huawei Cloud KMS in one region and project.
 *
 * @param endpoint for example {@code https://kms.cn-north-4.myhuaweicloud.com}
 * @param binding how contexts are bound
 * @param http times and certificates
 */
public record DewSettings(
    URI endpoint, String projectId, AccessKey accessKey, Binding binding, Http http) {

  public DewSettings {
    if (endpoint.getHost() == null) {
      throw new IllegalArgumentException("endpoint must be an absolute URL: " + endpoint);
    }
    if (!projectId.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("project id has wrong characters");
    }
  }

  /**
   * An AK/SK pair, temporary when it has a security token. Never prints its secrets; reads them at
   * each call, so that others may be put into their files.
   */
  public record AccessKey(String id, Secret secret, @Nullable Secret securityToken) {
    @Override
    public String toString() {
      return "AccessKey[" + id + ", redacted]";
    }
  }

  /** Which of the two generations of binding members is sent. */
  public enum Binding {
    /**
     * Both, so that a service of either generation binds the context. A member it does not know is
     * ignored.
     */
    BOTH,
    /** {@code encryption_context}, readable in the audit trail. */
    ENCRYPTION_CONTEXT,
    /** {@code additional_authenticated_data}: a digest, as it may have 128 bytes at most. */
    ADDITIONAL_AUTHENTICATED_DATA
  }

  /**
   * Connection.
   *
   * @param connect longest wait for a connection
   * @param answer longest wait for one answer
   */
  public record Http(Duration connect, Duration answer, PemTls tls) {

    /** 1 s and 5 s (the vendor's guide says 5 to 8 s), what the JDK trusts. */
    public static final Http DEFAULT =
        new Http(Duration.ofSeconds(1), Duration.ofSeconds(5), PemTls.NONE);
  }
}
