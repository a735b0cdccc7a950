package io.strongroom.runtime.identity;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.access.KeyRefusal;
import io.strongroom.domain.access.Refusal;
import io.strongroom.domain.access.RefusalLog;
import io.strongroom.domain.access.RuleRefusal;
import io.strongroom.domain.port.Denials;
import io.strongroom.domain.port.Denials.Denial;
import io.strongroom.runtime.audit.BatchQueue;
import io.strongroom.runtime.audit.RequestTrail;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Writes refusals to the log and, a few times a second, to where an operator asks why. When they
 * come faster than they are written, what does not fit is in the log only. Thread-safe; never
 * blocks.
 */
final class NotedRefusals implements RefusalLog {

  private static final Logger LOG = Logger.getLogger("io.strongroom.access");
  private static final int WAITING = 1_000;
  private static final int AT_ONCE = 200;
  private static final int LONGEST = 2_000;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final long ANSWER_SECONDS = 5;

  private final Denials denials;
  private final RequestTrail trail;
  private final BatchQueue<Denial> waiting =
      new BatchQueue<>(
          "strongroom-refusals", new BatchQueue.Bounds(WAITING, AT_ONCE, PAUSE), this::write);

  NotedRefusals(Denials denials, RequestTrail trail) {
    this.denials = denials;
    this.trail = trail;
  }

  @Override
  public void permitted(Permitted permitted) {
    trail.permitted(permitted);
  }

  @Override
  public void note(Refusal refusal) {
    trail.refused(refusal);
    AccountId account = refusal.owner().isNobody() ? refusal.caller().account() : refusal.owner();
    keep(refusal.caller().requestId(), account, refusal.toOperator(), refusal.enforced());
  }

  @Override
  public void keyRefused(KeyRefusal refusal) {
    trail.refused(refusal);
    keep(refusal.caller().requestId(), refusal.owner(), refusal.toOperator(), true);
  }

  @Override
  public void ruledOut(RuleRefusal refusal) {
    trail.refused(refusal);
    AccountId account = refusal.owner().isNobody() ? refusal.caller().account() : refusal.owner();
    keep(refusal.caller().requestId(), account, refusal.toOperator(), true);
  }

  private void keep(String requestId, AccountId account, String reason, boolean enforced) {
    LOG.infof("%s: %s (request %s)", enforced ? "refused" : "noted", reason, requestId);
    String kept = reason.length() > LONGEST ? reason.substring(0, LONGEST) : reason;
    // What finds no room is in the log only.
    boolean _ = waiting.offer(new Denial(requestId, account, kept));
  }

  private void write(List<Denial> some) {
    try {
      denials
          .add(some)
          .subscribeAsCompletionStage()
          .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (RuntimeException failure) {
      LOG.debugf("%d refusals are in the log only: %s", some.size(), failure);
    }
  }
}
