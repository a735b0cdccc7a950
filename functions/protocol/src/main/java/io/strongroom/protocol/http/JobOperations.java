package io.strongroom.protocol.http;

import static io.strongroom.protocol.http.RequestPattern.service;

import io.strongroom.domain.job.CreateJob;
import io.strongroom.domain.job.DescribeKeyUsage;
import io.strongroom.domain.job.JobDesk;
import io.strongroom.domain.job.JobReports;
import io.strongroom.domain.record.Job;
import io.strongroom.protocol.http.RouteRow.HeaderTest;
import java.util.List;

/** Operations on keys and objects in bulk, each with the requests that mean it. */
public final class JobOperations {

  private static final DeclaredOperations TABLE = new DeclaredOperations();

  public static final Operation<DescribeKeyUsage.Command, DescribeKeyUsage.Result>
      DESCRIBE_KEY_USAGE = job("DescribeKeyUsage");

  public static final Operation<CreateJob.Command, Job> CREATE_JOB = job("CreateJob");

  public static final Operation<JobDesk.Which, JobDesk.Seen> DESCRIBE_JOB = job("DescribeJob");

  public static final Operation<JobDesk.Listing, List<Job>> LIST_JOBS = job("ListJobs");

  /** Pauses, goes on with, or cancels one. */
  public static final Operation<JobDesk.Change, Job> UPDATE_JOB = job("UpdateJob");

  public static final Operation<JobDesk.Which, JobReports.Report> GET_JOB_REPORT =
      job("GetJobReport");

  /** Holds a report against what is stored. */
  public static final Operation<JobReports.Given, List<JobReports.Finding>> CHECK_JOB_REPORT =
      job("CheckJobReport");

  private static final List<Operation<?, ?>> ALL = TABLE.all();

  private JobOperations() {}

  /** In the order of this file. */
  static List<Operation<?, ?>> all() {
    return ALL;
  }

  /** {@code POST /} of the JSON protocol: the target names the operation. */
  private static <C, R> Operation<C, R> job(String wireName) {
    return TABLE.add(
        wireName,
        Function.MANAGE_JOBS,
        new Permission.LeftToOperation(),
        service("POST")
            .when(
                new HeaderTest.Value(RouteTable.TARGET_HEADER, RouteTable.JOBS_PREFIX + wireName)));
  }
}
