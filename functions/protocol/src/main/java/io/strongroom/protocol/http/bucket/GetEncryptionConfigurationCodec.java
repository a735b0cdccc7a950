package io.strongroom.protocol.http.bucket;

import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.operation.GetEncryptionConfiguration;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import java.util.Optional;
import java.util.function.Function;

/** GetEncryptionConfiguration (wire name GetBucketEncryption). */
public final class GetEncryptionConfigurationCodec
    implements OperationCodec<
        GetEncryptionConfiguration.Command, Optional<EncryptionConfiguration>> {

  private final EncryptionConfigurationDocument document;
  private final Function<BucketName, EncryptionConfiguration> whenUnset;

  /**
   * @param whenUnset what a bucket without a configuration answers, by value or by exception: the
   *     dialects differ
   */
  public GetEncryptionConfigurationCodec(
      Vocabulary words, Function<BucketName, EncryptionConfiguration> whenUnset) {
    this.document = new EncryptionConfigurationDocument(words);
    this.whenUnset = whenUnset;
  }

  @Override
  public GetEncryptionConfiguration.Command parse(IncomingRequest request) {
    return new GetEncryptionConfiguration.Command(request.caller(), Targets.bucket(request));
  }

  @Override
  public WireResponse render(IncomingRequest request, Optional<EncryptionConfiguration> result) {
    return XmlAnswer.of(
        document.render(result.orElseGet(() -> whenUnset.apply(Targets.bucket(request)))));
  }
}
