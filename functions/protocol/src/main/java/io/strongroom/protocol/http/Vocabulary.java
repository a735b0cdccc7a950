package io.strongroom.protocol.http;

import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.WriteRules;
import java.util.Optional;

/**
 * The words in which the dialects differ while the grammar is the same.
 *
 * @param prefix of the dialect's own headers, for example {@code x-amz-}
 * @param kms of encryption under KMS keys
 * @param rules that objects written in this dialect keep
 * @param tellsSuspendedVersion whether an upload tells its version also where versions are
 *     suspended
 * @param checksums whether the dialect knows checksum headers
 * @param xmlNamespace of the documents the dialect answers with
 * @param metadataLimit most bytes of user metadata, names and values together
 */
public record Vocabulary(
    String prefix,
    KmsWords kms,
    WriteRules rules,
    boolean tellsSuspendedVersion,
    boolean checksums,
    String xmlNamespace,
    int metadataLimit) {

  /**
   * The words of encryption under KMS keys.
   *
   * @param algorithm value of the encryption header that means SSE-KMS
   * @param twice the value that means two layers of it, where the dialect has them
   * @param service how messages call the key service
   * @param keyIdHeader name, without prefix, of the header with the KMS key
   * @param keyIdForm how answers spell a KMS key
   */
  public record KmsWords(
      String algorithm,
      Optional<String> twice,
      String service,
      String keyIdHeader,
      KmsKeyNames.Form keyIdForm) {

    /** What the encryption header says of an object that is sealed with {@code cipher}. */
    public String algorithm(DataCipher cipher) {
      return cipher.suite().isTwice() ? twice.orElse(algorithm) : algorithm;
    }
  }

  /** The dialect's header of this name. */
  public String header(String name) {
    return prefix + name;
  }

  /** The dialect's header with the KMS key. */
  public String kmsKeyIdHeader() {
    return header(kms.keyIdHeader());
  }

  /** The header that asks for SSE-S3, SSE-OBS or SSE-KMS. */
  public String encryptionHeader() {
    return header("server-side-encryption");
  }
}
