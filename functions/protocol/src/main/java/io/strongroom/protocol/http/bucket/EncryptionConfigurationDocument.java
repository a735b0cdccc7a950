package io.strongroom.protocol.http.bucket;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.encryption.EncryptionConfiguration.Algorithm;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.KmsKeyNames;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.List;
import java.util.Optional;

/**
 * The document {@code ServerSideEncryptionConfiguration}: exactly one rule. OBS adds the data
 * cipher and the key's project to it, which are understood in both dialects.
 *
 * <p>Source: "PutBucketEncryption", Amazon S3 API reference; "Configuring Bucket Encryption", OBS
 * API reference.
 */
final class EncryptionConfigurationDocument {

  static final String ROOT = "ServerSideEncryptionConfiguration";

  private static final String DEFAULT = "ApplyServerSideEncryptionByDefault";
  private static final String ALGORITHM = "SSEAlgorithm";
  private static final String KEY_ID = "KMSMasterKeyID";
  private static final String PROJECT = "ProjectID";
  private static final String DATA_CIPHER = "KMSDataEncryption";
  private static final String BUCKET_KEY = "BucketKeyEnabled";
  private static final String BLOCKED = "BlockedEncryptionTypes";
  private static final String BLOCKED_TYPE = "EncryptionType";
  private static final String CUSTOMER_KEYS = "SSE-C";

  private final Vocabulary words;

  EncryptionConfigurationDocument(Vocabulary words) {
    this.words = words;
  }

  /**
   * Reads the document.
   *
   * @throws ObjectStoreException MalformedXml, InvalidArgument for settings that exclude each other
   */
  EncryptionConfiguration parse(XmlElement root) {
    XmlElement rule = root.allowing("Rule").get("Rule").allowing(DEFAULT, BUCKET_KEY, BLOCKED);
    boolean bucketKey = rule.findFlag(BUCKET_KEY).orElse(false);
    Optional<XmlElement> blocked = rule.find(BLOCKED);
    boolean blocksCustomerKeys =
        blocked.map(EncryptionConfigurationDocument::blocksCustomerKeys).orElse(false);
    // S3: a rule may do nothing but block.
    XmlElement settings =
        blocked.isPresent()
            ? rule.find(DEFAULT).orElseGet(EncryptionConfigurationDocument::serviceManaged)
            : rule.get(DEFAULT);
    return parse(settings, bucketKey, blocksCustomerKeys);
  }

  /** Writes the document. */
  XmlWriter render(EncryptionConfiguration configuration) {
    XmlWriter xml =
        XmlWriter.document(ROOT, words.xmlNamespace())
            .open("Rule")
            .open(DEFAULT)
            .element(ALGORITHM, word(configuration));
    if (configuration.dataCipher() == DataCipher.SM4) {
      xml.element(DATA_CIPHER, "SM4");
    }
    configuration
        .kmsKey()
        .ifPresent(key -> xml.element(KEY_ID, KmsKeyNames.toWire(key, words.kms().keyIdForm())));
    configuration.kmsProject().ifPresent(project -> xml.element(PROJECT, project));
    xml.close().element(BUCKET_KEY, configuration.bucketKeyEnabled());
    if (configuration.blockCustomerKeys()) {
      xml.open(BLOCKED).element(BLOCKED_TYPE, CUSTOMER_KEYS).close();
    }
    return xml;
  }

  private EncryptionConfiguration parse(
      XmlElement settings, boolean bucketKey, boolean blocksCustomerKeys) {
    settings.allowing(ALGORITHM, KEY_ID, PROJECT, DATA_CIPHER);
    String word = settings.getText(ALGORITHM).strip();
    boolean twice = words.kms().twice().filter(word::equals).isPresent();
    Algorithm algorithm = twice ? Algorithm.KMS : algorithm(word);
    Optional<KeyName> keyId = nonEmpty(settings, KEY_ID).map(KmsKeyNames::fromWire);
    Optional<String> project = nonEmpty(settings, PROJECT);
    Optional<DataCipher> cipher =
        nonEmpty(settings, DATA_CIPHER).map(EncryptionConfigurationDocument::cipher);
    if (algorithm == Algorithm.SERVICE_MANAGED) {
      requireAbsent(
          keyId,
          "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or"
              + " aws:kms:dsse");
      requireAbsent(cipher, "KMSDataEncryption is not applicable without a KMS algorithm");
    }
    if (twice) {
      requireAbsent(cipher, "KMSDataEncryption is not applicable with aws:kms:dsse");
    }
    if (keyId.isEmpty()) {
      requireAbsent(project, "a ProjectID is not applicable without a KMSMasterKeyID");
    }
    return new EncryptionConfiguration(
        algorithm,
        keyId,
        project,
        twice ? DataCipher.AES_256_TWICE : cipher.orElse(DataCipher.AES_256),
        bucketKey,
        blocksCustomerKeys);
  }

  private Algorithm algorithm(String word) {
    if (word.equals("AES256")) {
      return Algorithm.SERVICE_MANAGED;
    }
    // OBS: clients of its S3 endpoint keep writing the other dialect's word.
    if (word.equals(words.kms().algorithm()) || word.equals("aws:kms")) {
      return Algorithm.KMS;
    }
    throw malformed("no algorithm of either dialect");
  }

  private String word(EncryptionConfiguration configuration) {
    return switch (configuration.algorithm()) {
      case SERVICE_MANAGED -> "AES256";
      case KMS -> words.kms().algorithm(configuration.dataCipher());
    };
  }

  private static DataCipher cipher(String word) {
    return switch (word) {
      case "SM4" -> DataCipher.SM4;
      case "AES256" -> DataCipher.AES_256;
      default -> throw malformed("no data cipher");
    };
  }

  private static boolean blocksCustomerKeys(XmlElement blocked) {
    List<String> types =
        blocked.allowing(BLOCKED_TYPE).children().stream()
            .map(type -> type.textOnly().strip())
            .toList();
    if (types.equals(List.of(CUSTOMER_KEYS))) {
      return true;
    }
    if (types.equals(List.of("NONE"))) {
      return false;
    }
    throw malformed("no list of blocked types");
  }

  private static XmlElement serviceManaged() {
    return new XmlElement(DEFAULT, "", List.of(new XmlElement(ALGORITHM, "AES256", List.of())));
  }

  private static Optional<String> nonEmpty(XmlElement settings, String name) {
    return settings.findText(name).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static void requireAbsent(Optional<?> setting, String detail) {
    if (setting.isPresent()) {
      throw new ObjectStoreException(new RequestError.InvalidArgument(detail, DEFAULT, ""));
    }
  }

  private static ObjectStoreException malformed(String detail) {
    return new ObjectStoreException(new RequestError.MalformedXml(detail));
  }
}
