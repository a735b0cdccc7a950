package io.strongroom.emulator.dew;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** The list of API versions, which anybody may read. */
public final class DewVersions {

  private static final String LIST = "/";
  private static final Set<String> PATHS = Set.of(LIST, "/v1.0", "/v1.0/");

  private DewVersions() {}

  /** Whether a GET of this path is answered here. */
  public static boolean owns(String path) {
    return PATHS.contains(path);
  }

  /** The answer to a GET of {@code path}. */
  public static JsonObject show(String path) {
    JsonObject version =
        new JsonObject()
            .put("id", "v1.0")
            .put(
                "links",
                new JsonArray().add(new JsonObject().put("href", "/v1.0/").put("rel", "self")))
            .put("min_version", "")
            .put("status", "CURRENT")
            .put("version", "")
            .put("updated", "2018-09-05T08:18:05Z");
    return path.equals(LIST)
        ? new JsonObject().put("versions", new JsonArray().add(version))
        : new JsonObject().put("version", version);
  }
}
