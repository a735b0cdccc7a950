package io.strongroom.function.managejobs;

import static io.strongroom.protocol.http.JobOperations.CHECK_JOB_REPORT;
import static io.strongroom.protocol.http.JobOperations.CREATE_JOB;
import static io.strongroom.protocol.http.JobOperations.DESCRIBE_JOB;
import static io.strongroom.protocol.http.JobOperations.DESCRIBE_KEY_USAGE;
import static io.strongroom.protocol.http.JobOperations.GET_JOB_REPORT;
import static io.strongroom.protocol.http.JobOperations.LIST_JOBS;
import static io.strongroom.protocol.http.JobOperations.UPDATE_JOB;
import static io.strongroom.runtime.http.ServedOperation.served;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.assembly.JobAssembly;
import io.strongroom.domain.envelope.IdentitySeals;
import io.strongroom.domain.job.JobDesk;
import io.strongroom.domain.job.JobReports;
import io.strongroom.protocol.http.Function;
import io.strongroom.runtime.http.Dispatcher;
import io.strongroom.runtime.http.HostedFunction;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** Which objects need which key, and work on many of them. */
@Path("/manage-jobs")
public final class ManageJobsFunction implements HostedFunction {

  private final Dispatcher dispatcher;

  ManageJobsFunction(RequestHandler handler, JobAssembly jobs, IdentitySeals seals) {
    JobDesk desk = jobs.desk();
    JobReports reports = jobs.reports(seals);
    dispatcher =
        handler.dispatching(
            function(),
            served(DESCRIBE_KEY_USAGE, jobs.keyUsage()::execute),
            served(CREATE_JOB, jobs.creation()::execute),
            served(DESCRIBE_JOB, desk::describe),
            served(LIST_JOBS, desk::list),
            served(UPDATE_JOB, desk::change),
            served(GET_JOB_REPORT, reports::report),
            served(CHECK_JOB_REPORT, reports::check));
  }

  @Override
  public Function function() {
    return Function.MANAGE_JOBS;
  }

  @Override
  public Dispatcher dispatcher() {
    return dispatcher;
  }

  @POST
  public Uni<Void> serve(@Context RoutingContext context) {
    return dispatcher.dispatch(context);
  }
}
