package io.strongroom.storage.upstream;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Tries at the start what will be needed of a store, and what else it can, on blobs that no record
 * names: should they stay, the sweep finds them.
 */
final class StoreProbe {

  private static final int SIZE = 1000;

  private final UpstreamUploads uploads;
  private final UpstreamCalls calls;
  private final UpstreamInventory inventory;
  private final UUID single = UUID.randomUUID();
  private final UUID parts = UUID.randomUUID();
  private final byte[] bytes = new byte[SIZE];

  StoreProbe(UpstreamUploads uploads, UpstreamInventory inventory) {
    this.uploads = uploads;
    this.calls = uploads.calls();
    this.inventory = inventory;
    for (int i = 0; i < SIZE; i++) {
      bytes[i] = (byte) (i * 31);
    }
  }

  /** The store was asked, and what it keeps is not what it was given. */
  static final class Unfit extends IOException {
    private static final long serialVersionUID = 1L;

    Unfit(String what) {
      super(what);
    }
  }

  /**
   * @throws Unfit when nothing should be written there
   * @throws IOException when it cannot do something, or could not be asked
   */
  StoreAbilities run() throws IOException {
    StoreAbilities found;
    try {
      found = tryAll();
    } catch (IOException e) {
      removeAfter(e);
      throw e;
    }
    step("delete", this::deleteEach);
    return found;
  }

  private StoreAbilities tryAll() throws IOException {
    step("write", () -> uploads.put(name(single), body()).verifiedBy(md5()));
    step("read", () -> readBack(single, 0, SIZE));
    step("read a range", () -> readBack(single, 100, 200));
    step("take a multipart upload", this::writeInParts);
    step("read what came in parts", () -> readBack(parts, 0, SIZE));
    return new StoreAbilities(
        refusesToReplace(), refusesToReplaceByParts(), checksDigests(), deletesBatches());
  }

  private void removeAfter(IOException failure) {
    try {
      deleteEach();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private String name(UUID id) {
    return calls.bucket().name(id);
  }

  private UpstreamBody body() {
    return UpstreamBody.of(List.of(bytes));
  }

  private byte[] md5() {
    return body().md5().orElseThrow();
  }

  private String readBack(UUID id, int from, int to) throws IOException {
    byte[] read;
    try {
      read =
          calls.call(
              () -> UpstreamInput.ranged(name(id), from, to),
              response -> {
                UpstreamInput.requireRange(response, from, to, SIZE);
                return response.body().readNBytes(SIZE);
              });
    } catch (UpstreamRefusal refusal) {
      if (refusal.kind() == UpstreamRefusal.Kind.ABSENT) {
        throw new Unfit("does not find what it was just given: it is eventually consistent");
      }
      throw refusal;
    } catch (UpstreamInput.WrongRange other) {
      throw new Unfit("gives another stretch, or says another length, than it was given");
    }
    if (!Arrays.equals(read, Arrays.copyOfRange(bytes, from, to))) {
      throw new Unfit("gives other bytes back than it was given");
    }
    return "read";
  }

  private String writeInParts() throws IOException {
    Multipart upload = begun();
    upload.complete(SIZE);
    return "completed";
  }

  private Multipart begun() throws IOException {
    Multipart upload = Multipart.begin(calls, name(parts));
    int number = upload.nextNumber();
    upload.keep(number, upload.put(number, body()).verifiedBy(md5()));
    return upload;
  }

  private boolean refusesToReplace() throws IOException {
    return refuses(
        () ->
            calls.call(
                () ->
                    UpstreamRequest.of("PUT", name(single), "")
                        .header("If-None-Match", "*")
                        .body(body()),
                response -> "replaced"),
        UpstreamRefusal.Kind.EXISTS);
  }

  private boolean refusesToReplaceByParts() throws IOException {
    Multipart upload = begun();
    boolean refuses = refuses(upload::completeUnlessThere, UpstreamRefusal.Kind.EXISTS);
    upload.abort();
    return refuses;
  }

  private boolean checksDigests() throws IOException {
    byte[] other = {1};
    return refuses(
        () ->
            calls.call(
                () ->
                    UpstreamRequest.of("PUT", name(single), "").body(body().sayingDigestOf(other)),
                response -> "taken"),
        UpstreamRefusal.Kind.MISCONFIGURED);
  }

  /** One that says yes and does nothing is treated as one that says no. */
  private boolean deletesBatches() throws IOException {
    try {
      inventory.deleteAtOnce(List.of(single, parts));
      return isGone(single) && isGone(parts);
    } catch (UpstreamRefusal refusal) {
      return false;
    }
  }

  private boolean isGone(UUID id) throws IOException {
    return inventory.length(id).isEmpty();
  }

  private String deleteEach() throws IOException {
    inventory.delete(single);
    inventory.delete(parts);
    return "deleted";
  }

  /**
   * Whether it refuses for that reason; a store that does not know the question may have others.
   */
  private static boolean refuses(Step step, UpstreamRefusal.Kind reason) throws IOException {
    try {
      step.run();
      return false;
    } catch (UpstreamRefusal refusal) {
      return refusal.kind() == reason;
    }
  }

  private static void step(String what, Step step) throws IOException {
    try {
      step.run();
    } catch (Unfit unfit) {
      throw new Unfit("the blob store cannot " + what + ": it " + unfit.getMessage());
    } catch (IOException e) {
      throw new IOException("the blob store cannot " + what + ": " + e.getMessage(), e);
    }
  }

  /** Something that the store may do. */
  private interface Step {
    Object run() throws IOException;
  }
}
