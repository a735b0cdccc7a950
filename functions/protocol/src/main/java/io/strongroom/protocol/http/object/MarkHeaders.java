package io.strongroom.protocol.http.object;

import io.strongroom.domain.record.VersionMarks;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.Vocabulary;
import java.time.InstantSource;

/** Tags and locks in headers of writes, and what readers are told of them. */
final class MarkHeaders {

  private final TagHeader tags;
  private final LockHeaders locks;
  private final String count;
  private final String directive;
  private final String replication;

  MarkHeaders(Vocabulary words) {
    this.tags = new TagHeader(words);
    this.locks = new LockHeaders(words);
    this.count = words.header("tagging-count");
    this.directive = words.header("tagging-directive");
    this.replication = words.header("replication-status");
  }

  /**
   * @param clock by which a retention is over before it begins
   * @throws io.strongroom.domain.name.ObjectStoreException InvalidArgument, InvalidTag, TooManyTags
   */
  VersionMarks parse(Headers headers, InstantSource clock) {
    // What copies nothing has nothing to choose.
    headers.markRead(directive);
    return new VersionMarks(tags.parse(headers), locks.parse(headers, clock));
  }

  /** S3: how many tags there are is told, if there are any, and how far its copies are. */
  Headers add(Headers headers, VersionMarks marks) {
    Headers counted =
        marks.tags().isEmpty()
            ? headers
            : headers.and(count, Integer.toString(marks.tags().size()));
    Headers locked = locks.add(counted, marks.lock());
    return marks.replication().map(status -> locked.and(replication, status.name())).orElse(locked);
  }
}
