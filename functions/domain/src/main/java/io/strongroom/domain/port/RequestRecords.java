package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was asked of this service, by whom, and what became of it: a chain. Thread-safe. */
public interface RequestRecords {

  /**
   * A request that has ended. Neither headers nor parameters nor secrets are in it.
   *
   * @param operation as the dialect calls it
   */
  record RequestRecord(
      Instant at,
      String requestId,
      Who who,
      String operation,
      Target target,
      Decision decision,
      Work work) {}

  /**
   * Who asked; empty texts for whoever did not prove who they are.
   *
   * @param source ARN of the role, or of whoever is behind a session
   */
  record Who(
      AccountId account,
      PrincipalName principal,
      String accessKeyId,
      String source,
      String address) {}

  /**
   * What it was about.
   *
   * @param owner account that owns it, where that was asked
   */
  record Target(String bucket, String key, AccountId owner) {}

  /**
   * What was decided first, or what was refused.
   *
   * @param verdict {@code allowed}, {@code denied}, {@code noted} or {@code none}
   * @param policy that decided, with its statement
   * @param questions how many were asked
   */
  record Decision(String verdict, String action, String policy, int questions) {}

  /**
   * What it cost.
   *
   * @param encryption as the answer tells it
   * @param kmsCalls calls to a KMS, attempts not counted
   * @param kmsKey canonical name of the key used last
   */
  record Work(
      int status, long bytesIn, long bytesOut, String encryption, int kmsCalls, String kmsKey) {}

  /** Adds records to the chain, in this order. One statement. */
  Uni<Void> add(List<RequestRecord> records);

  /** A record as it is kept. */
  record Kept(long number, String json) {}

  /**
   * Records after a number, by number.
   *
   * @param account whose they are; empty for all
   */
  Uni<List<Kept>> after(long number, Optional<AccountId> account, int most);

  /**
   * What is looked for. A record has to have all of it; what is empty fits any.
   *
   * @param account that asked, or owns what was used
   * @param principal a part of who asked
   * @param key what the object's key begins with
   * @param until when records were kept at the latest: a moment after their requests
   */
  record Sought(
      Optional<AccountId> account,
      String requestId,
      String principal,
      String operation,
      String bucket,
      String key,
      String verdict,
      Optional<Instant> until) {}

  /**
   * What was found, the latest first.
   *
   * @param before records from this number on were looked at; empty when all were
   */
  record Found(List<Kept> records, Optional<Long> before) {

    public Found {
      records = List.copyOf(records);
    }
  }

  /**
   * The latest records that fit. Looks at some thousand records at most, and so may find none
   * before the end.
   *
   * @param before looks at records with smaller numbers; empty for all
   */
  Uni<Found> latest(Sought sought, Optional<Long> before, int most);

  /** The number of the first record of those that do not fit the chain; empty when all do. */
  Uni<Optional<Long>> broken();

  /** What was used in a month. */
  record Usage(
      AccountId account,
      String bucket,
      String kmsKey,
      long requests,
      long kmsCalls,
      long bytesIn,
      long bytesOut) {}

  /**
   * @param month {@code 2026-11}
   * @param account whose it is; empty for all
   * @param kmsKey canonical name of the key that was used; empty for all
   */
  Uni<List<Usage>> usage(String month, Optional<AccountId> account, Optional<String> kmsKey);
}
