package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.record.Job;
import java.time.Duration;
import java.util.Optional;

/**
 * Jobs that come again by themselves, by names that any number of processes agree on. Every method
 * is one transaction, and of those that make a job at once one does.
 */
public interface JobSchedules {

  /**
   * How a kind of work stands.
   *
   * @param seen what was there last, where something is looked at
   * @param due whether its time has come, and no job of it runs
   * @param running the oldest job of it that has not ended
   */
  record Standing(Optional<String> seen, boolean due, Optional<Job> running) {}

  Uni<Standing> standing(String name);

  /**
   * Notes what there is, and makes no job of it.
   *
   * @param rest until it is due
   */
  Uni<Void> see(String name, String seen, Duration rest);

  /**
   * Makes a job if one is due, and the next one due then.
   *
   * @return whether it was
   */
  Uni<Boolean> createIfDue(Job job, Duration every);

  /**
   * Makes a job if something else was there last than is seen now.
   *
   * @return whether it was
   */
  Uni<Boolean> createIfChanged(Job job, String seen);
}
