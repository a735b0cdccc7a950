package io.strongroom.domain.access;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.policy.condition.Attributes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The condition keys that tell of a caller, whatever is asked for. Thread-safe. */
public final class CallerConditions {

  private final ConditionKeys keys;

  /**
   * @param region of this service
   */
  public CallerConditions(Region region, InstantSource clock) {
    this.keys = new ConditionKeys(region, clock);
  }

  /**
   * The keys of a request.
   *
   * @param owner account of what is asked for
   */
  public Attributes of(Caller caller, AccountId owner) {
    return with(caller, owner, Map.of());
  }

  /**
   * The keys of a call that this service makes in the caller's name: what tells of the caller and
   * of the time. Of the connection there is only whether it was encrypted, since the author of a
   * key's policy thinks of no connection to a store.
   */
  public Map<String, List<String>> ofService(Caller caller) {
    Map<String, List<String>> values = ofIdentity(caller.identity());
    values.put(CallKey.SECURE_TRANSPORT.text(), List.of(Boolean.toString(caller.secure())));
    return values;
  }

  /** When and where it is, and what tells of somebody whose connection is another's affair. */
  public Map<String, List<String>> ofIdentity(CallerIdentity identity) {
    GatheredKeys gathered = GatheredKeys.all();
    keys.ofTime(gathered);
    ConditionKeys.ofPrincipal(gathered, identity);
    return gathered.values();
  }

  /** As above, with more keys. */
  public Attributes with(Caller caller, AccountId owner, Map<String, List<String>> more) {
    GatheredKeys gathered = GatheredKeys.all();
    keys.ofCaller(gathered, caller);
    gathered.put(CallKey.RESOURCE_ACCOUNT, owner.value());
    Map<String, List<String>> values = gathered.values();
    values.putAll(more);
    return Attributes.of(values);
  }
}
