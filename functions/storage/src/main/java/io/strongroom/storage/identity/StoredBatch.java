package io.strongroom.storage.identity;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.port.RequestRecords.Kept;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records as the database has them.
 *
 * @param first number of the first
 * @param last number of the last
 * @param records a document on each line
 * @param packed whether they are deflated
 */
record StoredBatch(long first, long last, Buffer records, boolean packed) {

  /**
   * Those after a number.
   *
   * @param account that asked, or owns what was used; empty for all
   */
  List<Kept> records(long after, Optional<AccountId> account) {
    byte[] text = packed ? Deflated.unpack(records) : records.getBytes();
    String[] lines = new String(text, StandardCharsets.UTF_8).split("\n", -1);
    List<Kept> kept = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      if (first + i > after && concerns(lines[i], account)) {
        kept.add(new Kept(first + i, lines[i]));
      }
    }
    return kept;
  }

  private static boolean concerns(String line, Optional<AccountId> account) {
    if (account.isEmpty()) {
      return true;
    }
    JsonObject record = new JsonObject(line);
    String whose = account.get().value();
    return whose.equals(record.getString("account")) || whose.equals(record.getString("owner"));
  }
}
