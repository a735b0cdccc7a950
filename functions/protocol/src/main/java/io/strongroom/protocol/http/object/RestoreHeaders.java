package io.strongroom.protocol.http.object;

import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.Vocabulary;
import java.time.Instant;
import java.util.Optional;

/** What readers are told of an archived object that was restored for a while. */
record RestoreHeaders(Vocabulary words) {

  Headers add(Headers headers, ObjectMetadata metadata, Instant now) {
    Optional<Instant> until =
        metadata.marks().restoredUntil().filter(end -> metadata.isArchived() && now.isBefore(end));
    return until.isEmpty()
        ? headers
        : headers.and(
            words.header("restore"),
            "ongoing-request=\"false\", expiry-date=\"" + HttpDates.header(until.get()) + '"');
  }
}
