package io.strongroom.protocol.query;

import io.smallrye.mutiny.Uni;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The actions of one service by name. Used while it is put together. */
final class Actions {

  private final QueryService service;
  private final Map<String, Function<QueryCall, Uni<QueryAnswer>>> byName = new HashMap<>();

  Actions(QueryService service) {
    this.service = service;
  }

  /** Adds an action with a result, which {@code writer} writes. */
  <T> Actions add(
      String name, Function<QueryCall, Uni<T>> action, BiConsumer<XmlWriter, T> writer) {
    byName.put(
        name,
        call ->
            action
                .apply(call)
                .map(
                    result ->
                        new QueryAnswer(
                            service, name, Optional.of(xml -> writer.accept(xml, result)))));
    return this;
  }

  /** Adds an action that gives nothing. */
  Actions add(String name, Function<QueryCall, Uni<Void>> action) {
    byName.put(
        name,
        call -> action.apply(call).map(done -> new QueryAnswer(service, name, Optional.empty())));
    return this;
  }

  /** Adds a list, cut as the call wants it. */
  <T> Actions list(String name, Function<QueryCall, Uni<T>> action, PageWriter<T> writer) {
    byName.put(
        name,
        call -> {
          Page page = Page.of(call);
          return action
              .apply(call)
              .map(
                  result ->
                      new QueryAnswer(
                          service, name, Optional.of(xml -> writer.write(xml, page, result))));
        });
    return this;
  }

  /** Writes what a list gives. */
  interface PageWriter<T> {
    void write(XmlWriter xml, Page page, T result);
  }

  Map<String, Function<QueryCall, Uni<QueryAnswer>>> byName() {
    return Map.copyOf(byName);
  }
}
