package io.strongroom.function.console.page;

import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.ObjectEndpoint;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Refused;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.function.console.visit.WireNames;
import io.strongroom.function.console.words.Sizes;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.runtime.http.InnerKeys;
import io.strongroom.runtime.http.InnerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What is done with one object: it is deleted, copied, shared. */
@Singleton
public final class ObjectDeeds {

  /** As long as is offered. */
  private static final Map<String, Duration> LIFETIMES =
      Map.of(
          "10m", Duration.ofMinutes(10),
          "1h", Duration.ofHours(1),
          "1d", Duration.ofDays(1),
          "7d", Duration.ofDays(7));

  private final InnerKeys keys;
  private final ObjectEndpoint endpoint;
  private final InstantSource clock;

  ObjectDeeds(InnerKeys keys, ObjectEndpoint endpoint, InstantSource clock) {
    this.keys = keys;
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /** What is here. */
  public List<PageRoute> routes() {
    return List.of(
        PageRoute.deed("/object/delete", ObjectDeeds::delete),
        PageRoute.deed("/object/copy", ObjectDeeds::copy),
        PageRoute.deed("/object/share", this::share));
  }

  private static Reply delete(Visit visit) {
    Form form = visit.form();
    String bucket = form.need("bucket");
    String key = form.need("key");
    visit.ask(
        ObjectOperations.DELETE_OBJECT,
        InnerRequest.of(
            "DELETE",
            WireNames.object(bucket, key),
            WireNames.query("versionId", form.text("version"))));
    return Reply.Elsewhere.to(
        WireNames.link(
            ObjectPages.LIST,
            "bucket",
            bucket,
            "prefix",
            key.substring(0, key.lastIndexOf('/') + 1),
            "done",
            Done.OBJECT_DELETED.word()));
  }

  private static Reply copy(Visit visit) {
    Form form = visit.form();
    String bucket = form.need("to-bucket").strip();
    String key = form.need("to-key");
    String version = WireNames.query("versionId", form.text("version"));
    String source =
        WireNames.object(form.need("bucket"), form.need("key"))
            + (version.isEmpty() ? "" : "?" + version);
    InnerRequest request =
        InnerRequest.of("PUT", WireNames.object(bucket, key), "").with("x-amz-copy-source", source);
    visit.ask(ObjectOperations.COPY_OBJECT, sealed(request, form));
    return Reply.Elsewhere.to(
        WireNames.link(
            ObjectPages.ONE, "bucket", bucket, "key", key, "done", Done.OBJECT_COPIED.word()));
  }

  /** Under which key the copy is: as its bucket says, or as was chosen here. */
  private static InnerRequest sealed(InnerRequest request, Form form) {
    String kind = form.text("kind");
    String key = form.text("kms-key").strip();
    return switch (kind) {
      case "" -> request;
      case EncryptionForm.SERVICE, EncryptionForm.KMS, EncryptionForm.TWICE -> {
        InnerRequest wanted = request.with("x-amz-server-side-encryption", kind);
        yield key.isEmpty() || kind.equals(EncryptionForm.SERVICE)
            ? wanted
            : wanted.with("x-amz-server-side-encryption-aws-kms-key-id", key);
      }
      default -> throw Refused.badRequest("There is no such encryption.");
    };
  }

  /** Signs a URL; whether it works shows when it is used, by the rights that the key has then. */
  private Reply share(Visit visit) {
    Form form = visit.form();
    String bucket = form.need("bucket");
    String key = form.need("key");
    Duration lifetime = LIFETIMES.getOrDefault(form.need("lifetime"), Duration.ofMinutes(10));
    String url =
        keys.presigned(
            visit.session().key(),
            endpoint.of(visit),
            InnerRequest.of(
                "GET",
                WireNames.object(bucket, key),
                WireNames.query("versionId", form.text("version"))),
            lifetime);
    return Reply.Page.of(
        new SharePage(
            Frame.of(visit, "A link to share"),
            key,
            ObjectPages.object(bucket, key, form.text("version")),
            url,
            Sizes.time(clock.instant().plus(lifetime)),
            QrPicture.of(url)));
  }
}
