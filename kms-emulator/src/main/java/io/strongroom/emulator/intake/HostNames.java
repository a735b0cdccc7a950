package io.strongroom.emulator.intake;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names this server answers to. A page whose name was made to point to this machine (DNS
 * rebinding) sends its own name as {@code Host}, so it is refused whatever it asks for. Immutable.
 */
public final class HostNames {

  private static final String LOCALHOST = "localhost";

  private static final Pattern DOTTED = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

  private final Set<String> configured;

  /**
   * @param configured names in addition to those of loopback, without ports
   */
  public HostNames(Set<String> configured) {
    this.configured = configured.stream().map(HostNames::normalized).collect(Collectors.toSet());
  }

  /**
   * Whether a request may be for this server.
   *
   * @param host the header's value
   * @param ownAddress the address that the connection came in at
   */
  public boolean accepts(String host, String ownAddress) {
    String name = normalized(withoutPort(host));
    if (name.equals(LOCALHOST) || name.endsWith("." + LOCALHOST) || configured.contains(name)) {
      return true;
    }
    // Of the many spellings of an address only the usual ones.
    if (!name.contains(":") && !DOTTED.matcher(name).matches()) {
      return false;
    }
    try {
      // Literal addresses, so nothing is looked up; a page cannot be rebound to one.
      InetAddress address = InetAddress.ofLiteral(name);
      return address.isLoopbackAddress() || address.equals(InetAddress.ofLiteral(ownAddress));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon > host.lastIndexOf(']') && host.indexOf(':') == colon;
    boolean bracketed = host.startsWith("[");
    String name =
        hasPort || (bracketed && colon > host.lastIndexOf(']')) ? host.substring(0, colon) : host;
    return bracketed && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }

  private static String normalized(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
