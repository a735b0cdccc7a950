package io.strongroom.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.access.AccessRequest;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.ChecksummedBody;
import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.operation.GetObjectAttributes.Attribute;
import io.strongroom.domain.operation.GetObjectAttributes.PartsWanted;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.testing.Store;
import io.strongroom.domain.testing.Uploading;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GetObjectAttributesTest {

  private static final EncryptionRequest KMS =
      new EncryptionRequest.KmsManaged(
          Optional.of(KeyName.parse("key-1")),
          new EncryptionContext(Map.of()),
          Optional.of(false),
          DataCipher.AES_256);
  private static final Set<Attribute> ALL = EnumSet.allOf(Attribute.class);
  private static final PartsWanted EVERY_PART = new PartsWanted(0, 1000);

  private final Store store = new Store();
  private final Uploading uploading = new Uploading(store);

  @Test
  void execute_serviceManaged_checksumInTheClear() {
    put(new EncryptionRequest.ServiceManaged());
    store.kms.calls.clear();

    GetObjectAttributes.Result result = get(ALL, Optional.empty(), EVERY_PART);

    assertThat(result.checksum()).map(ObjectChecksum::algorithm).contains(ChecksumAlgorithm.CRC32);
    assertThat(result.parts()).isEmpty();
    assertThat(store.kms.calls).isEmpty();
  }

  @Test
  void execute_kmsWithoutChecksum_asksNoKms() {
    put(KMS);
    store.kms.calls.clear();

    GetObjectAttributes.Result result =
        get(EnumSet.complementOf(EnumSet.of(Attribute.CHECKSUM)), Optional.empty(), EVERY_PART);

    assertThat(result.checksum()).isEmpty();
    assertThat(store.kms.calls).isEmpty();
  }

  @Test
  void execute_kmsWithChecksum_unseals() {
    put(KMS);
    store.kms.calls.clear();

    GetObjectAttributes.Result result =
        get(Set.of(Attribute.CHECKSUM), Optional.empty(), EVERY_PART);

    assertThat(result.checksum()).isPresent();
    assertThat(store.kms.calls).containsExactly("Decrypt");
  }

  @Test
  void execute_customerKeyMissing_refusedWhateverIsAsked() {
    put(new EncryptionRequest.CustomerProvided(Store.customerKey(1)));

    assertRefused(Optional.empty(), new RequestError.CustomerKeyRequired());
  }

  @Test
  void execute_customerKeyWrong_refusedWhateverIsAsked() {
    put(new EncryptionRequest.CustomerProvided(Store.customerKey(1)));

    assertRefused(Optional.of(Store.customerKey(2)), new RequestError.CustomerKeyWrong());
  }

  @Test
  void execute_customerKey_checksumUnsealed() {
    put(new EncryptionRequest.CustomerProvided(Store.customerKey(1)));

    assertThat(get(ALL, Optional.of(Store.customerKey(1)), EVERY_PART).checksum()).isPresent();
  }

  @Test
  void execute_compositeUpload_pagesThroughParts() {
    uploading.checksum = composite();
    uploading.upload(KMS, Optional.empty());
    Set<Attribute> parts = Set.of(Attribute.OBJECT_PARTS);

    GetObjectAttributes.Parts first =
        get(parts, Optional.empty(), new PartsWanted(0, 1)).parts().orElseThrow();
    GetObjectAttributes.Parts second =
        get(parts, Optional.empty(), new PartsWanted(1, 1)).parts().orElseThrow();

    assertThat(first.total()).isEqualTo(2);
    assertThat(first.page().orElseThrow().truncated()).isTrue();
    assertThat(first.page().orElseThrow().parts())
        .extracting(GetObjectAttributes.Part::number, part -> part.checksum().isPresent())
        .containsExactly(tuple(1, true));
    assertThat(second.page().orElseThrow().truncated()).isFalse();
    assertThat(second.page().orElseThrow().parts())
        .extracting(GetObjectAttributes.Part::number)
        .containsExactly(2);
  }

  @Test
  void execute_markerPastTheEnd_emptyPage() {
    uploading.checksum = composite();
    uploading.upload(new EncryptionRequest.ServiceManaged(), Optional.empty());

    GetObjectAttributes.Page page =
        get(Set.of(Attribute.OBJECT_PARTS), Optional.empty(), new PartsWanted(10, 1))
            .parts()
            .flatMap(GetObjectAttributes.Parts::page)
            .orElseThrow();

    assertThat(page.parts()).isEmpty();
    assertThat(page.truncated()).isFalse();
  }

  /** S3: their parts' checksums say nothing about the object's. */
  @Test
  void execute_fullObjectUpload_countsParts() {
    uploading.checksum =
        Optional.of(new ChecksumChoice(ChecksumAlgorithm.CRC32C, ObjectChecksum.Type.FULL_OBJECT));
    uploading.upload(new EncryptionRequest.ServiceManaged(), Optional.empty());

    assertThat(get(ALL, Optional.empty(), EVERY_PART).parts())
        .contains(new GetObjectAttributes.Parts(2, Optional.empty()));
  }

  @Test
  void execute_asks_forReadingAndForAttributes() {
    put(KMS);
    store.authorizer.taken();

    get(ALL, Optional.empty(), EVERY_PART);

    assertThat(store.authorizer.taken())
        .extracting(AccessRequest::action)
        .containsExactly(Action.GET_OBJECT, Action.GET_OBJECT_ATTRIBUTES);
  }

  private void assertRefused(Optional<CustomerKey> key, RequestError error) {
    assertThatThrownBy(() -> get(Set.of(Attribute.ETAG), key, EVERY_PART))
        .isInstanceOfSatisfying(
            ObjectStoreException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  private void put(EncryptionRequest mode) {
    byte[] data = new byte[10];
    store.put(
        Uploading.KEY,
        new ChecksummedBody(
            new ContentBody(Store.content(data), data.length), ChecksumAlgorithm.CRC32),
        mode);
  }

  private GetObjectAttributes.Result get(
      Set<Attribute> attributes, Optional<CustomerKey> key, PartsWanted parts) {
    return new GetObjectAttributes(
            store.parts.buckets(), store.parts.storedObjects(), store.parts.opener())
        .execute(
            new GetObjectAttributes.Command(
                Store.CALLER, Wanted.current(Store.ref(Uploading.KEY)), key, attributes, parts))
        .await()
        .indefinitely();
  }

  private static Optional<ChecksumChoice> composite() {
    return Optional.of(new ChecksumChoice(ChecksumAlgorithm.SHA256, ObjectChecksum.Type.COMPOSITE));
  }
}
