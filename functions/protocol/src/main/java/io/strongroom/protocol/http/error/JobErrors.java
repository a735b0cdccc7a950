package io.strongroom.protocol.http.error;

import io.strongroom.domain.name.JobError;

/** What errors about jobs are called. */
public final class JobErrors {

  private JobErrors() {}

  /** The same in every protocol. */
  public static ErrorAnswer answer(JobError error) {
    return switch (error) {
      case JobError.NoSuchJob(var id) ->
          ErrorAnswer.of(404, "NoSuchJob", "There is no job " + id + ".");
      case JobError.NotInState(var id, var state) ->
          ErrorAnswer.of(409, "JobStatusException", "The job " + id + " is " + state + ".");
      case JobError.ImpossibleJob(var detail) -> ErrorAnswer.invalid("InvalidRequest", detail);
    };
  }
}
