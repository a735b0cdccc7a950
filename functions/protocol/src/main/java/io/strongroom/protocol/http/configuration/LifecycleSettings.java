package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import java.util.Optional;
import java.util.Set;

/**
 * Lifecycle rules, and the header beside them: which size objects need for being moved, which none
 * is here. Kept and given back.
 */
final class LifecycleSettings {

  private static final String USUAL = "all_storage_classes_128K";
  private static final Set<String> MINIMUMS = Set.of(USUAL, "varies_by_storage_class");

  private final Vocabulary words;
  private final ConfigurationTable table;
  private final LifecycleDocument document;
  private final String header;

  LifecycleSettings(Vocabulary words, ConfigurationTable table) {
    this.words = words;
    this.table = table;
    this.document = new LifecycleDocument(words);
    this.header = words.header("transition-default-minimum-object-size");
  }

  /**
   * @throws ObjectStoreException NotConfigured
   */
  WireResponse answer(Bucket bucket) {
    String minimum = LifecycleDocument.lifecycle(bucket).minimumSize();
    return XmlAnswer.of(
        document.render(bucket),
        words.checksums() ? Headers.none().and(header, minimum) : Headers.none());
  }

  ConfigurationTable.Change change() {
    return new ConfigurationTable.Change(
        this::wanted,
        request ->
            WireResponse.of(
                200,
                given(request)
                    .map(minimum -> Headers.none().and(header, minimum))
                    .orElseGet(Headers::none)));
  }

  private Optional<BucketSetting> wanted(IncomingRequest request) {
    String minimum = given(request).orElse(USUAL);
    return table
        .wish(
            LifecycleDocument.ROOT,
            LifecycleDocument.LIMITS,
            root ->
                Optional.of(
                    new BucketSetting.Rules(
                        Optional.of(new Lifecycle(document.parse(root), minimum)))))
        .of(request);
  }

  /** S3: only there is the header known. Elsewhere it stays unread, and is refused for that. */
  private Optional<String> given(IncomingRequest request) {
    if (!words.checksums()) {
      return Optional.empty();
    }
    Optional<String> given = request.wire().headers().first(header);
    given
        .filter(minimum -> !MINIMUMS.contains(minimum))
        .ifPresent(
            minimum -> {
              throw new ObjectStoreException(
                  new RequestError.InvalidRequest(
                      "Invalid TransitionDefaultMinimumObjectSize found: " + minimum));
            });
    return given;
  }
}
