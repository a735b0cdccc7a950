package io.strongroom.emulator.dew;

import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.operation.Call;
import io.strongroom.emulator.operation.KeyDemand;
import io.strongroom.emulator.operation.Target;
import java.util.Optional;

/**
 * One request of this dialect, authenticated and within its quota.
 *
 * @param verb what it asks for, for example {@code create-datakey}
 * @param project of its path; keys made in one are not seen in another
 * @param call the same for the operation
 */
record DewCall(String verb, String project, DewInput input, Call call) {

  /** The key in the member {@code key_id}. */
  KeyReference key() {
    return key("key_id");
  }

  /** The key in another member. */
  KeyReference key(String member) {
    return KeyReference.ofDew(input.required(member));
  }

  /** The key in a member that may be left out. */
  Optional<KeyReference> optionalKey(String member) {
    return input.text(member).filter(text -> !text.isEmpty()).map(KeyReference::ofDew);
  }

  /** The key in the member {@code key_id}, with a demand on it. */
  Target target(KeyDemand demand) {
    return new Target(key(), demand);
  }
}
