package io.strongroom.emulator.audit;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.audit.AuditTable.Link;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** Recomputes the chain from its first record. Thread-safe; never blocks. */
@ApplicationScoped
public class AuditVerifier {

  private static final int PAGE = 1000;
  private static final int HASH_SIZE_IN_BYTES = 32;

  private final AuditTable table;
  private final AuditLog log;

  AuditVerifier(AuditTable table, AuditLog log) {
    this.table = table;
    this.log = log;
  }

  /**
   * What was found.
   *
   * @param records how many records from the first on are in order
   * @param brokenAt sequence number of the first record that is changed or missing
   */
  public record Result(long records, Optional<Long> brokenAt) {}

  /** Verifies everything recorded until now. */
  public Uni<Result> verify() {
    return log.flushed()
        .chain(table::head)
        .chain(head -> verify(new Position(0, new byte[HASH_SIZE_IN_BYTES]), head));
  }

  private static final class Position {
    private final long seq;
    private final byte[] hash;

    Position(long seq, byte[] hash) {
      this.seq = seq;
      this.hash = hash;
    }
  }

  private Uni<Result> verify(Position from, Link head) {
    return table
        .links(from.seq, PAGE)
        .chain(
            links -> {
              Position at = from;
              for (Link link : links) {
                if (link.seq() > head.seq()) {
                  break;
                }
                long expected = at.seq + 1;
                byte[] hash = HashChain.next(at.hash, expected, link.record());
                if (link.seq() != expected || !MessageDigest.isEqual(hash, link.hash())) {
                  return broken(expected);
                }
                at = new Position(expected, hash);
              }
              return next(at, links, head);
            });
  }

  private Uni<Result> next(Position at, List<Link> links, Link head) {
    if (at.seq < head.seq()) {
      return links.isEmpty() ? broken(at.seq + 1) : verify(at, head);
    }
    boolean whole = MessageDigest.isEqual(at.hash, head.hash());
    return whole ? Uni.createFrom().item(new Result(at.seq, Optional.empty())) : broken(at.seq);
  }

  private static Uni<Result> broken(long seq) {
    return Uni.createFrom().item(new Result(seq - 1, Optional.of(seq)));
  }
}
