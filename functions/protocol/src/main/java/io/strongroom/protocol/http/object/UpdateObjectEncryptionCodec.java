package io.strongroom.protocol.http.object;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.operation.UpdateObjectEncryption;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.RequestDocument;
import io.strongroom.protocol.http.document.RequestDocument.Digest;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import io.strongroom.signing.PayloadIntegrity;
import java.util.regex.Pattern;

/**
 * UpdateObjectEncryption. Everything that is wrong with a well-formed document is InvalidRequest.
 *
 * <p>Source: "UpdateObjectEncryption", Amazon S3 API reference.
 */
public final class UpdateObjectEncryptionCodec
    implements OperationCodec<UpdateObjectEncryption.Command, Dialect.Empty> {

  private static final RequestDocument.Kind KIND =
      new RequestDocument.Kind("ObjectEncryption", XmlLimits.SMALL, Digest.REQUIRED);

  private static final String TARGET = "SSE-KMS";
  private static final String KEY = "KMSKeyArn";
  private static final String BUCKET_KEY = "BucketKeyEnabled";
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,128}");
  private static final Pattern NAME = Pattern.compile("[^:\\s/][^\\s]{0,2047}");

  private final Vocabulary words;

  public UpdateObjectEncryptionCodec(Vocabulary words) {
    this.words = words;
  }

  @Override
  public UpdateObjectEncryption.Command parse(IncomingRequest request) {
    if (request.integrity() instanceof PayloadIntegrity.NotCovered) {
      throw invalid("This operation requires AWS Signature Version 4.");
    }
    Wanted wanted = Targets.objectVersion(request);
    return RequestDocument.read(request, words, KIND)
        .parse(root -> command(request.caller(), wanted, root));
  }

  private static UpdateObjectEncryption.Command command(
      Caller caller, Wanted wanted, XmlElement root) {
    if (root.children().size() != 1 || !root.children().getFirst().name().equals(TARGET)) {
      throw invalid("The encryption of an object can be updated to SSE-KMS only.");
    }
    XmlElement target = root.get(TARGET).allowing(KEY, BUCKET_KEY);
    String given = target.findText(KEY).map(String::strip).orElse("");
    KeyName key = KeyName.parse(given);
    if (!isFull(key, given)) {
      throw invalid("The KMSKeyArn must be the full ARN of a key, not an alias or a key id.");
    }
    return new UpdateObjectEncryption.Command(caller, wanted, key, bucketKey(target));
  }

  /** Whether it is an ARN, or a key of another service: which there are the KMS router knows. */
  private static boolean isFull(KeyName key, String given) {
    return switch (key) {
      case KeyName.Placed(var _, AccountId account, String id) ->
          given.startsWith("arn:")
              && ACCOUNT.matcher(account.value()).matches()
              && ID.matcher(id).matches();
      case KeyName.OfService(String service, String name) ->
          !service.equals("alias") && NAME.matcher(name).matches();
      case KeyName.Other _ -> false;
    };
  }

  @Override
  public WireResponse render(IncomingRequest request, Dialect.Empty result) {
    return WireResponse.of(200, Headers.none());
  }

  private static boolean bucketKey(XmlElement target) {
    String given = target.findText(BUCKET_KEY).map(String::strip).orElse("false");
    return switch (given) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid("The value of BucketKeyEnabled must be true or false.");
    };
  }

  private static ObjectStoreException invalid(String detail) {
    return new ObjectStoreException(new RequestError.InvalidRequest(detail));
  }
}
