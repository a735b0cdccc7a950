package io.strongroom.emulator.audit;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Records as columns, chained behind what is stored already. */
final class AuditBatch {

  private final Long[] seqs;
  private final OffsetDateTime[] times;
  private final String[] names;
  private final String[] principals;
  private final String[] keys;
  private final Boolean[] outcomes;
  private final String[] texts;
  private final Buffer[] hashes;

  private final AuditTable.Head last;
  private final AuditTable.Head end;

  /**
   * @param last the end of the chain
   */
  AuditBatch(List<AuditRecord> records, AuditTable.Head last) {
    this.last = last;
    int size = records.size();
    seqs = new Long[size];
    times = new OffsetDateTime[size];
    names = new String[size];
    principals = new String[size];
    keys = new String[size];
    outcomes = new Boolean[size];
    texts = new String[size];
    hashes = new Buffer[size];
    byte[] hash = last.hash();
    for (int i = 0; i < size; i++) {
      AuditRecord record = records.get(i);
      long seq = last.seq() + i + 1;
      hash = HashChain.next(hash, seq, record.json());
      seqs[i] = seq;
      times[i] = OffsetDateTime.ofInstant(record.time(), ZoneOffset.UTC);
      names[i] = record.name();
      principals[i] = record.principal().text();
      keys[i] = record.key().map(Object::toString).orElse(null);
      outcomes[i] = record.ok();
      texts[i] = record.json();
      hashes[i] = Buffer.buffer(hash);
    }
    end = new AuditTable.Head(last.seq() + size, hash);
  }

  /** The end of the chain with these records. */
  AuditTable.Head end() {
    return end;
  }

  /** The columns, then number and hash of the new end of the chain, then those of the old one. */
  Tuple parameters() {
    return Tuple.tuple()
        .addValue(seqs)
        .addValue(times)
        .addValue(names)
        .addValue(principals)
        .addValue(keys)
        .addValue(outcomes)
        .addValue(texts)
        .addValue(hashes)
        .addValue(end.seq())
        .addValue(Buffer.buffer(end.hash()))
        .addValue(last.seq())
        .addValue(Buffer.buffer(last.hash()));
  }
}
