package io.strongroom.domain.testing;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessRequest;
import io.strongroom.domain.access.Authorizer;
import io.strongroom.domain.access.OwnerOnly;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@link OwnerOnly}, or what a test puts in its place, with a memory for questions. */
public final class RecordingAuthorizer implements Authorizer {

  private final List<AccessRequest> questions = new CopyOnWriteArrayList<>();
  private volatile Authorizer decision = new OwnerOnly();

  @Override
  public Uni<Void> require(AccessRequest request) {
    questions.add(request);
    return decision.require(request);
  }

  /** Lets somebody else decide. */
  public void decide(Authorizer by) {
    decision = by;
  }

  /** Everything asked since the last call. */
  public List<AccessRequest> taken() {
    List<AccessRequest> taken = List.copyOf(questions);
    questions.clear();
    return taken;
  }
}
