package io.strongroom.domain.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.PartId;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.operation.CompleteMultipartUpload;
import io.strongroom.domain.operation.CopyObject;
import io.strongroom.domain.operation.CreateMultipartUpload;
import io.strongroom.domain.operation.GetObject;
import io.strongroom.domain.operation.PutObject;
import io.strongroom.domain.operation.ReadConditions;
import io.strongroom.domain.operation.Selection;
import io.strongroom.domain.operation.UploadPart;
import io.strongroom.domain.operation.UploadPartCopy;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.testing.Store;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Closing a command zeroes every customer key in it. */
class BringsKeysTest {

  private static final ObjectRef REF = Store.ref("k");
  private static final PartId PART = new PartId(REF, new UploadId("upload"), 1);
  private static final WriteCondition ALWAYS = new WriteCondition.Always();

  private record Case(BringsKeys command, List<CustomerKey> keys) {
    @Override
    public String toString() {
      return command.getClass().getEnclosingClass().getSimpleName();
    }
  }

  static Stream<Case> commands() {
    return Stream.of(put(), get(), copy(), create(), part(), partCopy(), complete());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void close_everyKeyIsZeroed(Case given) {
    given.command.close();
    given.command.close();
    assertThat(given.keys)
        .allSatisfy(
            key ->
                assertThatThrownBy(() -> key.bytes().use(bytes -> bytes.length))
                    .isInstanceOf(IllegalStateException.class));
  }

  private static Case put() {
    CustomerKey key = Store.customerKey(1);
    return new Case(
        new PutObject.Command(
            Store.CALLER,
            REF,
            new EncryptionRequest.CustomerProvided(key),
            ObjectMetadata.none(),
            body(),
            ALWAYS,
            Store.S3_RULES),
        List.of(key));
  }

  private static Case get() {
    CustomerKey key = Store.customerKey(1);
    return new Case(
        new GetObject.Command(
            Store.CALLER,
            Wanted.current(REF),
            Optional.of(key),
            new Selection.Whole(),
            ReadConditions.none(),
            false),
        List.of(key));
  }

  private static Case copy() {
    CustomerKey from = Store.customerKey(1);
    CustomerKey to = Store.customerKey(2);
    return new Case(
        new CopyObject.Command(
            Store.CALLER,
            source(from),
            REF,
            new EncryptionRequest.CustomerProvided(to),
            CopyObject.About.ofSource(),
            Optional.empty(),
            ALWAYS,
            Store.S3_RULES),
        List.of(from, to));
  }

  private static Case create() {
    CustomerKey key = Store.customerKey(1);
    return new Case(
        new CreateMultipartUpload.Command(
            Store.CALLER,
            REF,
            new EncryptionRequest.CustomerProvided(key),
            ObjectMetadata.none(),
            Optional.empty(),
            Store.S3_RULES),
        List.of(key));
  }

  private static Case part() {
    CustomerKey key = Store.customerKey(1);
    return new Case(
        new UploadPart.Command(Store.CALLER, PART, Optional.of(key), body()), List.of(key));
  }

  private static Case partCopy() {
    CustomerKey from = Store.customerKey(1);
    CustomerKey to = Store.customerKey(2);
    return new Case(
        new UploadPartCopy.Command(
            Store.CALLER, PART, Optional.of(to), source(from), Optional.empty()),
        List.of(from, to));
  }

  private static Case complete() {
    CustomerKey key = Store.customerKey(1);
    return new Case(
        new CompleteMultipartUpload.Command(
            Store.CALLER,
            REF,
            new UploadId("upload"),
            List.of(),
            new CompleteMultipartUpload.Expectation(
                Optional.empty(), Optional.empty(), OptionalLong.empty()),
            new EncryptionRequest.CustomerProvided(key),
            ALWAYS),
        List.of(key));
  }

  private static CopyObject.Source source(CustomerKey key) {
    return new CopyObject.Source(Wanted.current(REF), Optional.of(key), ReadConditions.none());
  }

  private static RequestBody body() {
    return new ContentBody(Store.content(new byte[0]), 0);
  }
}
