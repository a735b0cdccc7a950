/**
 * Files of Apache Parquet. Values are encoded, and the file is described, by Parquet's own
 * libraries; its writer of whole files is not used, which needs Hadoop's classes.
 */
@NullMarked
package io.strongroom.function.managejobs.parquet;

import org.jspecify.annotations.NullMarked;
