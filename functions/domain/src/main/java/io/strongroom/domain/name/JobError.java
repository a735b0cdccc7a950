package io.strongroom.domain.name;

/** What is wrong with or about jobs. */
public sealed interface JobError extends RequestError {

  /** There is no such job, or it is another account's. */
  record NoSuchJob(String id) implements JobError {}

  /** The job is not in a state for that. */
  record NotInState(String id, String state) implements JobError {}

  /** Nobody could do what the job asks for. */
  record ImpossibleJob(String detail) implements JobError {}
}
