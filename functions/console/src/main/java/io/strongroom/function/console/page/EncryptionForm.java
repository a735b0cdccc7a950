package io.strongroom.function.console.page;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.encryption.EncryptionConfiguration.Algorithm;
import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.Refused;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.Optional;

/**
 * The form for a bucket's default encryption.
 *
 * @param kind one of {@link #SERVICE}, {@link #KMS}, {@link #TWICE}
 * @param key a KMS key; empty for the account's managed one
 * @param sm4 whether data is sealed with SM4
 * @param block whether keys that writers bring are refused
 */
public record EncryptionForm(
    String kind, String key, boolean sm4, boolean bucketKey, boolean block) {

  static final String SERVICE = "AES256";
  static final String KMS = "aws:kms";
  static final String TWICE = "aws:kms:dsse";

  static EncryptionForm of(EncryptionConfiguration set) {
    return new EncryptionForm(
        switch (set.algorithm()) {
          case SERVICE_MANAGED -> SERVICE;
          case KMS -> set.dataCipher() == DataCipher.AES_256_TWICE ? TWICE : KMS;
        },
        set.kmsKey().map(KeyName::text).orElse(""),
        set.dataCipher() == DataCipher.SM4,
        set.bucketKeyEnabled(),
        set.blockCustomerKeys());
  }

  /**
   * What was chosen. Of what is not for the kind, nothing is taken: the form shows it all the same.
   *
   * @throws Refused for a kind that there is none of
   */
  static EncryptionForm of(Form form) {
    String kind = form.need("kind");
    boolean kms = kind.equals(KMS);
    if (!kms && !kind.equals(SERVICE) && !kind.equals(TWICE)) {
      throw Refused.badRequest("There is no such encryption.");
    }
    return new EncryptionForm(
        kind,
        kind.equals(SERVICE) ? "" : form.text("key").strip(),
        kms && form.has("sm4"),
        kms && form.has("bucket-key"),
        form.has("block"));
  }

  /** The same as the service is going to have it, for its description. */
  EncryptionConfiguration meant() {
    return new EncryptionConfiguration(
        kind.equals(SERVICE) ? Algorithm.SERVICE_MANAGED : Algorithm.KMS,
        Optional.of(key).filter(name -> !name.isEmpty()).map(KeyName.Other::new),
        Optional.empty(),
        kind.equals(TWICE) ? DataCipher.AES_256_TWICE : sm4 ? DataCipher.SM4 : DataCipher.AES_256,
        bucketKey,
        block);
  }

  /** The same as clients put it. */
  byte[] document() {
    XmlWriter xml =
        XmlWriter.document("ServerSideEncryptionConfiguration")
            .open("Rule")
            .open("ApplyServerSideEncryptionByDefault")
            .element("SSEAlgorithm", kind);
    if (sm4) {
      xml.element("KMSDataEncryption", "SM4");
    }
    if (!key.isEmpty()) {
      xml.element("KMSMasterKeyID", key);
    }
    xml.close().element("BucketKeyEnabled", bucketKey);
    if (block) {
      xml.open("BlockedEncryptionTypes").element("EncryptionType", "SSE-C").close();
    }
    return xml.bytes();
  }

  /** Whether this is what is chosen. */
  public boolean isService() {
    return kind.equals(SERVICE);
  }

  /** Whether this is what is chosen. */
  public boolean isKms() {
    return kind.equals(KMS);
  }

  /** Whether this is what is chosen. */
  public boolean isTwice() {
    return kind.equals(TWICE);
  }
}
