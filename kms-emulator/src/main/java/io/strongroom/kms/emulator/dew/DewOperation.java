package io.strongroom.kms.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.kms.emulator.limit.Quota;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/** One operation of the API, by the last segment of its path. */
record DewOperation(String verb, Quota quota, Function<DewCall, Uni<JsonObject>> run) {}
