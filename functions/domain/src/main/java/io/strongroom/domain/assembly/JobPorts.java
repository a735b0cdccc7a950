package io.strongroom.domain.assembly;

import io.strongroom.domain.port.AccessKeys;
import io.strongroom.domain.port.ColumnFiles;
import io.strongroom.domain.port.JobActors;
import io.strongroom.domain.port.JobObjects;
import io.strongroom.domain.port.JobSchedules;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.port.KeyInventory;
import io.strongroom.domain.port.ReportKeys;

/**
 * Where jobs are, and what they know.
 *
 * @param objects what a job takes its versions from
 * @param actors in whose name it works
 * @param secrets under which the key of reports is kept
 * @param columns writes inventories
 */
public record JobPorts(
    Jobs jobs,
    JobObjects objects,
    JobSchedules schedules,
    KeyInventory inventory,
    JobActors actors,
    ReportKeys reportKeys,
    AccessKeys secrets,
    ColumnFiles columns) {}
