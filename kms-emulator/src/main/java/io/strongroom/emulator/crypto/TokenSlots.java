package io.strongroom.emulator.crypto;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the slot of a token by the token's label. Slot numbers are assigned by the library and
 * change, and the JDK's provider takes nothing else.
 *
 * <p>Asks the library itself (PKCS #11 v2.40, C_GetSlotList and C_GetTokenInfo), initializes it for
 * the question and finalizes it again, unless a provider uses it already.
 */
@SuppressWarnings("restricted") // Calls into a library that the operator names.
final class TokenSlots {

  private static final byte PRESENT = 1;

  /** CKR_CRYPTOKI_ALREADY_INITIALIZED. */
  private static final long ALREADY_INITIALIZED = 0x191;

  private static final int MAX_SLOTS = 256;
  private static final int LABEL_SIZE_IN_BYTES = 32;

  /** CK_TOKEN_INFO is 208 bytes on 64-bit systems; some room for libraries that pad it. */
  private static final int TOKEN_INFO_SIZE_IN_BYTES = 1024;

  private final SymbolLookup library;
  private final Arena arena;

  private TokenSlots(SymbolLookup library, Arena arena) {
    this.library = library;
    this.arena = arena;
  }

  /**
   * The slot that holds the token.
   *
   * @throws IllegalStateException when the library cannot be used, or holds no or several such
   *     tokens
   */
  static long find(Path library, String tokenLabel) {
    try (Arena arena = Arena.ofConfined()) {
      TokenSlots slots = new TokenSlots(SymbolLookup.libraryLookup(library, arena), arena);
      long initialized = slots.call("C_Initialize");
      if (initialized == ALREADY_INITIALIZED) {
        // By a provider that is in use: it must stay so.
        return slots.only(tokenLabel);
      }
      check("C_Initialize", initialized);
      try {
        return slots.only(tokenLabel);
      } finally {
        check("C_Finalize", slots.call("C_Finalize"));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "cannot load the PKCS #11 library " + library + ": " + e.getMessage());
    }
  }

  private long only(String tokenLabel) {
    List<String> labels = new ArrayList<>();
    List<Long> found = new ArrayList<>();
    for (long slot : present()) {
      String label = label(slot);
      labels.add(label);
      if (label.equals(tokenLabel)) {
        found.add(slot);
      }
    }
    if (found.size() != 1) {
      throw new IllegalStateException(
          found.size() + " tokens have the label '" + tokenLabel + "'; the library has " + labels);
    }
    return found.getFirst();
  }

  private long[] present() {
    MemorySegment slots = arena.allocate(ValueLayout.JAVA_LONG, MAX_SLOTS);
    MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
    count.set(ValueLayout.JAVA_LONG, 0, MAX_SLOTS);
    check(
        "C_GetSlotList",
        invoke(
            "C_GetSlotList",
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_BYTE,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS),
            PRESENT,
            slots,
            count));
    long size = Math.clamp(count.get(ValueLayout.JAVA_LONG, 0), 0, MAX_SLOTS);
    return slots.asSlice(0, size * Long.BYTES).toArray(ValueLayout.JAVA_LONG);
  }

  // The label is the first member of CK_TOKEN_INFO, padded with blanks.
  private String label(long slot) {
    MemorySegment info = arena.allocate(TOKEN_INFO_SIZE_IN_BYTES);
    check(
        "C_GetTokenInfo",
        invoke(
            "C_GetTokenInfo",
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
            slot,
            info));
    byte[] label = info.asSlice(0, LABEL_SIZE_IN_BYTES).toArray(ValueLayout.JAVA_BYTE);
    return new String(label, StandardCharsets.UTF_8).stripTrailing();
  }

  private long call(String function) {
    return invoke(
        function,
        FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
        MemorySegment.NULL);
  }

  private long invoke(String function, FunctionDescriptor type, Object... arguments) {
    MemorySegment address =
        library
            .find(function)
            .orElseThrow(() -> new IllegalStateException("the library has no " + function));
    try {
      return (long)
          Linker.nativeLinker().downcallHandle(address, type).invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException(function + " cannot be called", e);
    }
  }

  private static void check(String function, long result) {
    if (result != 0) {
      throw new IllegalStateException(
          "the PKCS #11 library refused " + function + ": 0x" + Long.toHexString(result));
    }
  }
}
