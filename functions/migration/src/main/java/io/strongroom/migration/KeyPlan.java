package io.strongroom.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be done for one key, from what its source has and what is there already. Versions are
 * only ever added on top: what was left out before newer ones came cannot be put beneath them.
 *
 * @param found how many are there already, in the source's order
 * @param toCopy the others, oldest first
 * @param beneath that were left out before, oldest first
 * @param othersWrote whether somebody else wrote what is on top: then nothing is copied
 */
record KeyPlan(
    List<Found> found,
    List<SourceVersion> toCopy,
    List<SourceVersion> beneath,
    boolean othersWrote) {

  /**
   * What is there already.
   *
   * @param id of the version
   * @param origin what {@link SourceVersion#origin} was; empty for what somebody else wrote
   */
  record Present(String id, boolean marker, String origin) {}

  /** A version and its copy. */
  record Found(SourceVersion version, Present copy) {}

  KeyPlan {
    found = List.copyOf(found);
    toCopy = List.copyOf(toCopy);
    beneath = List.copyOf(beneath);
  }

  /** Both lists are oldest first. */
  static KeyPlan of(List<SourceVersion> source, List<Present> there) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < source.size(); i++) {
      if (!source.get(i).marker()) {
        places.put(source.get(i).origin(), i);
      }
    }
    List<Found> found = new ArrayList<>();
    List<SourceVersion> beneath = new ArrayList<>();
    boolean othersWrote = false;
    int next = 0;
    for (Present each : there) {
      int place = each.marker() ? nextMarker(source, next) : places.getOrDefault(each.origin(), -1);
      if (place >= next) {
        beneath.addAll(source.subList(next, place));
        found.add(new Found(source.get(place), each));
        next = place + 1;
        othersWrote = false;
      } else if (each.marker() || each.origin().isEmpty()) {
        othersWrote = true;
      }
    }
    List<SourceVersion> rest = source.subList(next, source.size());
    boolean refused = othersWrote && !rest.isEmpty();
    return new KeyPlan(found, refused ? List.of() : rest, beneath, refused);
  }

  /** Nothing tells delete markers apart but their order. */
  private static int nextMarker(List<SourceVersion> source, int from) {
    for (int i = from; i < source.size(); i++) {
      if (source.get(i).marker()) {
        return i;
      }
    }
    return -1;
  }
}
