package io.strongroom.crypto.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One case of shared-crypto/vectors, as SPEC §12 writes it: lines of {@code name: value}. */
final class VectorFile {

  private final List<Map.Entry<String, String>> lines = new ArrayList<>();

  static VectorFile of(String expect) {
    return new VectorFile().with("expect", expect);
  }

  static VectorFile parse(String text) {
    VectorFile file = new VectorFile();
    text.lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              boolean empty = line.length() == colon + 1;
              file.with(line.substring(0, colon), empty ? "" : line.substring(colon + 2));
            });
    return file;
  }

  VectorFile with(String name, Object value) {
    lines.add(Map.entry(name, value.toString()));
    return this;
  }

  VectorFile with(String name, byte[] value) {
    return with(name, HexFormat.of().formatHex(value));
  }

  String text() {
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, String> line : lines) {
      String space = line.getValue().isEmpty() ? "" : " ";
      out.append(line.getKey()).append(':').append(space).append(line.getValue()).append('\n');
    }
    return out.toString();
  }

  List<String> all(String name) {
    return lines.stream().filter(l -> l.getKey().equals(name)).map(Map.Entry::getValue).toList();
  }

  String get(String name) {
    List<String> values = all(name);
    if (values.size() != 1) {
      throw new AssertionError(values.size() + " lines of " + name);
    }
    return values.getFirst();
  }

  byte[] bytes(String name) {
    return HexFormat.of().parseHex(get(name));
  }

  boolean has(String name) {
    return !all(name).isEmpty();
  }

  long number(String name) {
    return Long.parseLong(get(name));
  }

  boolean expectsSuccess() {
    return get("expect").equals("success");
  }

  /**
   * This case with what it takes {@code from} another filled in, changes made to {@code subject}.
   */
  VectorFile resolve(String subject, Function<String, VectorFile> others) {
    if (!has("from")) {
      return this;
    }
    VectorFile base = others.apply(get("from")).resolve(subject, others);
    Map<String, List<String>> merged = new LinkedHashMap<>();
    base.lines.forEach(
        l -> merged.computeIfAbsent(l.getKey(), n -> new ArrayList<>()).add(l.getValue()));
    lines.forEach(line -> merged.put(line.getKey(), all(line.getKey())));
    byte[] bytes = HexFormat.of().parseHex(merged.get(subject).getFirst());
    for (String change : all("change")) {
      bytes = change(bytes, change.split(" "));
    }
    merged.put(subject, List.of(HexFormat.of().formatHex(bytes)));
    merged.keySet().removeAll(List.of("from", "change"));
    VectorFile resolved = new VectorFile();
    merged.forEach((name, values) -> values.forEach(value -> resolved.with(name, value)));
    return resolved;
  }

  private static byte[] change(byte[] in, String[] change) {
    return switch (change[0]) {
      case "flip" -> {
        byte[] out = in.clone();
        out[Integer.parseInt(change[1])] ^= 1;
        yield out;
      }
      case "cut" -> Arrays.copyOf(in, Integer.parseInt(change[1]));
      case "append" -> {
        byte[] more = HexFormat.of().parseHex(change[1]);
        byte[] out = Arrays.copyOf(in, in.length + more.length);
        System.arraycopy(more, 0, out, in.length, more.length);
        yield out;
      }
      case "move" -> move(in, number(change, 1), number(change, 2), number(change, 3));
      case "copy" -> {
        byte[] out = in.clone();
        System.arraycopy(in, number(change, 1), out, number(change, 2), number(change, 3));
        yield out;
      }
      case "drop" -> {
        int at = number(change, 1);
        int end = at + number(change, 2);
        byte[] out = Arrays.copyOf(in, in.length - (end - at));
        System.arraycopy(in, end, out, at, in.length - end);
        yield out;
      }
      default -> throw new AssertionError(change[0]);
    };
  }

  private static byte[] move(byte[] in, int a, int b, int length) {
    byte[] out = in.clone();
    System.arraycopy(in, a, out, b, length);
    System.arraycopy(in, b, out, a, length);
    return out;
  }

  private static int number(String[] change, int index) {
    return Integer.parseInt(change[index]);
  }
}
