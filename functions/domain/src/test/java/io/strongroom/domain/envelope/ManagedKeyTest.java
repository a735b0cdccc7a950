package io.strongroom.domain.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.operation.PutObject;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.testing.Store;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which key an object is under whose writer asked for SSE-KMS and named no key. */
class ManagedKeyTest {

  private static final EncryptionRequest WITHOUT_KEY =
      new EncryptionRequest.KmsManaged(
          Optional.empty(), EncryptionContext.empty(), Optional.empty(), DataCipher.AES_256);

  private final Store store = new Store();

  private String keyOf(WriteRules rules) {
    new PutObject(store.parts.storedObjects(), store.parts.sealingKeys(), store.parts.writer())
        .execute(
            new PutObject.Command(
                Store.CALLER,
                Store.ref("k"),
                WITHOUT_KEY,
                ObjectMetadata.none(),
                new ContentBody(Store.content(new byte[3]), 3),
                new WriteCondition.Always(),
                rules))
        .await()
        .indefinitely();
    return ((EncryptionDescription.KmsManaged) store.record("k").encryption()).toString();
  }

  @Test
  void kms_withoutAKey_isUnderTheKeyOfTheDialect() {
    assertThat(keyOf(Store.S3_RULES)).contains("managed").doesNotContain("managed-obs");
    assertThat(keyOf(Store.OBS_RULES)).contains("managed-obs");
  }
}
