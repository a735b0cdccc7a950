package io.strongroom.runtime.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One further KMS. Which properties it needs depends on its kind: README, "Key management
 * services". One that its kind does not know stops the start. Secrets are files, and only named
 * here.
 */
public interface KmsProviderConfig {

  /** What speaks there. */
  Kind kind();

  /** Retries, times and limits of the calls to it. */
  KmsLimitsConfig limits();

  /** The files of its TLS connection. */
  Tls tls();

  /** How the functions say who they are. */
  Login login();

  /** Where it is: Vault, OpenBao, Keywhiz. */
  Optional<URI> address();

  /** Where it is: DEW, and AWS where it is not AWS's own. */
  Optional<URI> endpoint();

  /** Where it is: KES, several with commas between. */
  Optional<String> endpoints();

  /** Where it is: Azure. */
  Optional<URI> vault();

  /** AWS: region of the signature. */
  Optional<String> region();

  /** Vault Enterprise and OpenBao. */
  Optional<String> namespace();

  /** Vault: path of the transit engine. */
  Optional<String> mount();

  /** Vault, DEW: how the encryption context is bound. */
  Optional<String> binding();

  /** DEW. */
  Optional<String> projectId();

  /** Azure: how keys are wrapped. */
  Optional<String> algorithm();

  /** Azure: where tokens are issued, instead of where the vault says. */
  Optional<URI> authority();

  /** Keywhiz: how long a key is used before it is fetched again. */
  Optional<Duration> maxAge();

  /** Local: the key file, mode 0600. */
  Optional<Path> keyFile();

  /** Longest wait for a connection. */
  Optional<Duration> connectTimeout();

  /** Longest wait for one answer. */
  Optional<Duration> answerTimeout();

  /** The kinds of KMS. */
  enum Kind {
    /** AWS KMS, or what speaks its protocol. */
    AWS,
    /** Azure Key Vault. */
    AZURE,
    /** Huawei Cloud Data Encryption Workshop. */
    DEW,
    /** MinIO KES. */
    KES,
    /** Keywhiz. */
    KEYWHIZ,
    /** Keys in a file. */
    LOCAL,
    /** HashiCorp Vault or OpenBao. */
    VAULT
  }

  /** PEM files. */
  interface Tls {

    /** Certificates to trust instead of the JDK's. */
    Optional<Path> authorities();

    /** Client certificate and its chain. */
    Optional<Path> certificate();

    /** Its key, PKCS #8. */
    Optional<Path> key();
  }

  /** Names in the clear, secrets as files whose first line they are. */
  interface Login {

    /** Vault: {@code token}, {@code approle}, {@code kubernetes} or {@code cert}. */
    Optional<String> method();

    /** Vault: path of the login method. */
    Optional<String> mount();

    /** Vault. */
    Optional<Path> tokenFile();

    /** Vault, AppRole. */
    Optional<String> roleId();

    /** Vault, AppRole. */
    Optional<Path> secretIdFile();

    /** Vault, Kubernetes. */
    Optional<String> role();

    /** Vault, Kubernetes: the pod's token. */
    Optional<Path> serviceAccountToken();

    /** AWS, DEW. */
    Optional<String> accessKeyId();

    /** AWS, DEW. */
    Optional<Path> secretAccessKeyFile();

    /** AWS. */
    Optional<Path> sessionTokenFile();

    /** DEW. */
    Optional<Path> securityTokenFile();

    /** KES. */
    Optional<Path> apiKeyFile();

    /** Azure. */
    Optional<String> clientId();

    /** Azure. */
    Optional<Path> clientSecretFile();
  }
}
