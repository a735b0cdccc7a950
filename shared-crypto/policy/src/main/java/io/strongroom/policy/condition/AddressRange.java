package io.strongroom.policy.condition;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of addresses of one family. An IPv4 address within IPv6 ({@code ::ffff:192.0.2.1}) is the
 * IPv4 address. Addresses are parsed, never compared as texts, and no name is ever looked up.
 */
final class AddressRange {

  private static final Pattern IPV4 =
      Pattern.compile("(?:0|[1-9][0-9]{0,2})(?:\\.(?:0|[1-9][0-9]{0,2})){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern PREFIX = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final int IPV4_BITS = 32;
  private static final int MAPPED_BITS = 96;

  private final byte[] network;
  private final int prefixInBits;

  private AddressRange(byte[] network, int prefixInBits) {
    this.network = network;
    this.prefixInBits = prefixInBits;
  }

  /** A range in CIDR notation, or one address; empty when it is neither. */
  static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return address(text).map(bytes -> new AddressRange(bytes, bytes.length * Byte.SIZE));
    }
    String start = text.substring(0, slash);
    String prefix = text.substring(slash + 1);
    if (!PREFIX.matcher(prefix).matches()) {
      return Optional.empty();
    }
    return address(start).flatMap(bytes -> range(start, bytes, Integer.parseInt(prefix)));
  }

  private static Optional<AddressRange> range(String start, byte[] network, int prefixInBits) {
    int bits = network.length * Byte.SIZE;
    boolean mapped = bits == IPV4_BITS && start.contains(":");
    int own = mapped ? prefixInBits - MAPPED_BITS : prefixInBits;
    return own < 0 || own > bits ? Optional.empty() : Optional.of(new AddressRange(network, own));
  }

  /** Whether {@code text} is an address in this range. */
  boolean contains(String text) {
    return address(text).map(this::contains).orElse(false);
  }

  private boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < prefixInBits; bit += Byte.SIZE) {
      int rest = prefixInBits - bit;
      int mask = rest >= Byte.SIZE ? 0xFF : 0xFF << (Byte.SIZE - rest);
      int index = bit / Byte.SIZE;
      if (((address[index] ^ network[index]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  private static Optional<byte[]> address(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text).getAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
