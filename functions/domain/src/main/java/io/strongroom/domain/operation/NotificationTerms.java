package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.EventTargets;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.NotificationConfiguration.Listener;

/** That whoever is to be told of what happens can be reached. */
public final class NotificationTerms implements SettingTerms {

  private final EventTargets targets;
  private final SettingTerms others;

  /**
   * @param others what has to be so of other settings
   */
  public NotificationTerms(EventTargets targets, SettingTerms others) {
    this.targets = targets;
    this.others = others;
  }

  @Override
  public Uni<Void> require(Caller caller, Bucket bucket, BucketSetting wanted) {
    if (wanted instanceof BucketSetting.Notification(var listeners)) {
      listeners.ifPresent(all -> all.listeners().forEach(each -> require(each, bucket)));
    }
    return others.require(caller, bucket, wanted);
  }

  private void require(Listener listener, Bucket bucket) {
    if (targets.find(listener.arn(), bucket.owner()).isEmpty()) {
      throw new ObjectStoreException(
          new RequestError.InvalidArgument(
              "Unable to validate the following destination configurations",
              listener.arn(),
              "There is no such target."));
    }
  }
}
