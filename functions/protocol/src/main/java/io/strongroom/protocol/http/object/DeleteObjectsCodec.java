package io.strongroom.protocol.http.object;

import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.operation.DeleteObject.Bypass;
import io.strongroom.domain.operation.DeleteObjects;
import io.strongroom.domain.record.Deletion;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.RequestDocument;
import io.strongroom.protocol.http.document.RequestDocument.Digest;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * DeleteObjects.
 *
 * <p>Source: "DeleteObjects", Amazon S3 API reference; "Deleting Objects in a Batch", OBS API
 * reference.
 */
public final class DeleteObjectsCodec
    implements OperationCodec<DeleteObjects.Command, DeleteObjects.Result> {

  private static final RequestDocument.Kind KIND =
      new RequestDocument.Kind("Delete", XmlLimits.DELETE_OBJECTS, Digest.REQUIRED);

  private static final int MAX_KEYS = 1_000;

  private final Vocabulary words;
  private final Function<RequestError, ErrorAnswer> errors;

  /**
   * @param errors what the dialect calls the reason why something stays
   */
  public DeleteObjectsCodec(Vocabulary words, Function<RequestError, ErrorAnswer> errors) {
    this.words = words;
    this.errors = errors;
  }

  @Override
  public DeleteObjects.Command parse(IncomingRequest request) {
    BucketName bucket = Targets.bucket(request);
    boolean bypass = new LockHeaders(words).bypass(request.wire().headers()) == Bypass.YES;
    return RequestDocument.read(request, words, KIND)
        .parse(root -> command(request.caller(), bucket, root, bypass));
  }

  private static DeleteObjects.Command command(
      Caller caller, BucketName bucket, XmlElement root, boolean bypass) {
    root.allowing("Object", "Quiet", "EncodingType");
    // OBS: encoded keys; taking them as they are would delete others.
    root.findText("EncodingType")
        .filter(encoding -> !encoding.isBlank())
        .ifPresent(encoding -> refuse("EncodingType in DeleteObjects"));
    List<XmlElement> objects = root.all("Object");
    if (objects.isEmpty() || objects.size() > MAX_KEYS) {
      throw new ObjectStoreException(
          new RequestError.MalformedXml("not 1 to " + MAX_KEYS + " objects"));
    }
    return new DeleteObjects.Command(
        caller,
        bucket,
        objects.stream().map(object -> wanted(bucket, object)).toList(),
        root.findFlag("Quiet").orElse(false),
        bypass);
  }

  @Override
  public WireResponse render(IncomingRequest request, DeleteObjects.Result result) {
    XmlWriter xml = XmlWriter.document("DeleteResult", words.xmlNamespace());
    if (!result.quiet()) {
      result.deleted().forEach(deletion -> write(xml, deletion));
    }
    for (DeleteObjects.Refused refused : result.refused()) {
      ErrorAnswer answer = errors.apply(refused.reason());
      xml.open("Error").element("Key", refused.wanted().key().value());
      refused.wanted().version().ifPresent(version -> xml.echo("VersionId", version.value()));
      xml.element("Code", answer.code()).echo("Message", answer.message()).close();
    }
    return XmlAnswer.of(xml);
  }

  private static void write(XmlWriter xml, Deletion deletion) {
    xml.open("Deleted").element("Key", deletion.wanted().key().value());
    deletion.wanted().version().ifPresent(version -> xml.echo("VersionId", version.value()));
    if (deletion.deleteMarker()) {
      xml.element("DeleteMarker", true);
      deletion
          .version()
          .ifPresent(version -> xml.element("DeleteMarkerVersionId", version.value()));
    }
    xml.close();
  }

  private static Wanted wanted(BucketName bucket, XmlElement object) {
    object.allowing("Key", "VersionId", "ETag", "LastModifiedTime", "Size");
    for (String condition : List.of("ETag", "LastModifiedTime", "Size")) {
      if (object.find(condition).isPresent()) {
        refuse(condition + " in DeleteObjects");
      }
    }
    ObjectRef ref = new ObjectRef(bucket, new ObjectKey(object.getText("Key")));
    Optional<String> version = object.findText("VersionId").filter(text -> !text.isEmpty());
    return new Wanted(ref, version.map(VersionId::new));
  }

  /** A condition that is not looked at must not be taken for one that holds. */
  private static void refuse(String feature) {
    throw new ObjectStoreException(new RequestError.NotImplemented(feature));
  }
}
