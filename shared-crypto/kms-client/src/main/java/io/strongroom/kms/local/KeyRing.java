package io.strongroom.kms.local;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.provider.LocalSeal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Named keys, each in one or more versions: the highest wraps, every one unwraps what it wrapped.
 * Immutable until closed, which zeroes the keys.
 *
 * <p>Text form: a key version per line, {@code name version base64-of-32-bytes [disabled]}; {@code
 * #} begins a comment. A key whose highest version is disabled is disabled altogether.
 */
public final class KeyRing implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/-]{1,128}");
  private static final int MAX_VERSIONS = 10_000;

  /** One version of a key. */
  public record Version(String name, int number, SecretBytes key, boolean enabled) {}

  private final Map<String, NavigableMap<Integer, Version>> keys;

  private KeyRing(Map<String, NavigableMap<Integer, Version>> keys) {
    this.keys = keys;
  }

  /** One key in one version, whose bytes are copied. */
  public static KeyRing of(String name, byte[] key) {
    KeyRing ring = new KeyRing(new HashMap<>());
    ring.add(version(name, "1", key.clone(), true));
    return ring;
  }

  /**
   * Reads the text form, and leaves the array alone.
   *
   * @throws IllegalArgumentException with the number of the first wrong line, and nothing of it
   */
  public static KeyRing parse(byte[] text) {
    KeyRing ring = new KeyRing(new HashMap<>());
    String[] lines = new String(text, StandardCharsets.UTF_8).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        ring.add(parseLine(line.split("\\s+")));
      } catch (IllegalArgumentException e) {
        ring.close();
        throw new IllegalArgumentException("key file, line " + (i + 1) + " is wrong");
      }
    }
    return ring;
  }

  private static Version parseLine(String[] words) {
    boolean disabled = words.length == 4 && words[3].equals("disabled");
    if (words.length != 3 && !disabled) {
      throw new IllegalArgumentException();
    }
    return version(words[0], words[1], Base64.getDecoder().decode(words[2]), !disabled);
  }

  private static Version version(String name, String number, byte[] key, boolean enabled) {
    boolean valid =
        key.length == LocalSeal.KEY_BYTES
            && NAME.matcher(name).matches()
            && number.matches("[1-9][0-9]{0,8}");
    if (!valid) {
      Arrays.fill(key, (byte) 0);
      throw new IllegalArgumentException("key name, version or length");
    }
    return new Version(name, Integer.parseInt(number), SecretBytes.adopt(key), enabled);
  }

  private void add(Version version) {
    NavigableMap<Integer, Version> versions =
        keys.computeIfAbsent(version.name(), name -> new TreeMap<>());
    boolean twice = versions.putIfAbsent(version.number(), version) != null;
    if (twice || versions.size() > MAX_VERSIONS) {
      version.key().close();
      throw new IllegalArgumentException("version given twice");
    }
  }

  /**
   * The version that wraps.
   *
   * @throws KmsException.NotFound when there is no such key
   * @throws KmsException.Disabled when it is disabled
   */
  public Version current(String name) {
    return usable(find(name).lastEntry().getValue());
  }

  /**
   * A version that may have wrapped something.
   *
   * @throws KmsException.NotFound when there is no such key or version
   * @throws KmsException.Disabled when it, or the key, is disabled
   */
  public Version version(String name, int number) {
    current(name);
    Version version = find(name).get(number);
    if (version == null) {
      throw new KmsException.NotFound("Key '%s' has no version %d.".formatted(name, number));
    }
    return usable(version);
  }

  private NavigableMap<Integer, Version> find(String name) {
    NavigableMap<Integer, Version> versions = keys.get(name);
    if (versions == null) {
      throw new KmsException.NotFound("Key '%s' does not exist.".formatted(name));
    }
    return versions;
  }

  private static Version usable(Version version) {
    if (!version.enabled()) {
      throw new KmsException.Disabled("Key '%s' is disabled.".formatted(version.name()));
    }
    return version;
  }

  @Override
  public void close() {
    keys.values().forEach(versions -> versions.values().forEach(version -> version.key().close()));
  }
}
