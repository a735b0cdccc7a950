package io.strongroom.protocol.http.bucket;

import io.strongroom.domain.envelope.DefaultKeys.UnknownKey;
import io.strongroom.domain.operation.PutEncryptionConfiguration;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.RequestDocument;
import io.strongroom.protocol.http.document.RequestDocument.Digest;
import io.strongroom.protocol.http.xml.XmlLimits;

/** PutEncryptionConfiguration (wire name PutBucketEncryption). */
public final class PutEncryptionConfigurationCodec
    implements OperationCodec<PutEncryptionConfiguration.Command, Dialect.Empty> {

  private static final RequestDocument.Kind KIND =
      new RequestDocument.Kind(
          EncryptionConfigurationDocument.ROOT, XmlLimits.SMALL, Digest.REQUIRED);

  private final Vocabulary words;
  private final EncryptionConfigurationDocument configuration;
  private final UnknownKey unknownKey;

  /**
   * @param unknownKey what becomes of a configuration whose key is not there
   */
  public PutEncryptionConfigurationCodec(Vocabulary words, UnknownKey unknownKey) {
    this.words = words;
    this.unknownKey = unknownKey;
    this.configuration = new EncryptionConfigurationDocument(words);
  }

  @Override
  public PutEncryptionConfiguration.Command parse(IncomingRequest request) {
    RequestDocument document = RequestDocument.read(request, words, KIND);
    return new PutEncryptionConfiguration.Command(
        request.caller(),
        Targets.bucket(request),
        () -> document.parse(configuration::parse),
        unknownKey);
  }

  @Override
  public WireResponse render(IncomingRequest request, Dialect.Empty result) {
    return WireResponse.of(200, Headers.none());
  }
}
