package io.strongroom.domain.name;

/** What can be asked of a bucket and be there or not. */
public enum BucketAspect {
  TAGS,
  CROSS_ORIGIN_RULES,
  LIFECYCLE,
  OWNERSHIP_CONTROLS,
  OBJECT_LOCK,
  WEBSITE,
  REPLICATION,
  METADATA_TABLE,
  /** One of the reports that have an id: analytics, metrics, tiering. */
  REPORT,
  INVENTORY,
  CUSTOM_DOMAIN,
  POLICY,
  PUBLIC_ACCESS_BLOCK
}
