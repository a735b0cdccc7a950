package io.strongroom.certificates;

import io.strongroom.local.StartupException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.util.IPAddress;

/**
 * The names a server certificate is valid for: the standard local names and what the operator adds.
 *
 * <p>A name {@code n} also covers {@code *.n}, for addressing a bucket as a sub-domain.
 *
 * @param names DNS names and IP addresses, without repetition
 */
public record ServerNames(List<String> names) {
  private static final List<String> STANDARD =
      List.of("localhost", "s3.localhost", "obs.localhost", "strongroom.local");
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");
  private static final Pattern DNS_NAME =
      Pattern.compile(
          "(?:\\*\\.)?[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");

  public ServerNames {
    names = List.copyOf(names);
  }

  /**
   * The standard names, {@code host} unless it is a wildcard address, and {@code more}.
   *
   * @throws StartupException if one is neither a DNS name nor an IP address
   */
  public static ServerNames of(String host, Collection<String> more) {
    List<String> wanted = new ArrayList<>(STANDARD);
    if (!List.of("0.0.0.0", "::").contains(host)) {
      wanted.add(host);
    }
    wanted.addAll(more);
    Set<String> names = new LinkedHashSet<>();
    for (String name : wanted) {
      addWithWildcard(name.toLowerCase(Locale.ROOT), names);
    }
    names.addAll(LOOPBACK);
    return new ServerNames(List.copyOf(names));
  }

  private static void addWithWildcard(String name, Set<String> names) {
    if (isAddress(name)) {
      names.add(name);
      return;
    }
    if (name.length() > 251 || !DNS_NAME.matcher(name).matches()) {
      throw new StartupException("'" + name + "' is neither a host name nor an IP address.");
    }
    names.add(name);
    if (!name.startsWith("*.")) {
      names.add("*." + name);
    }
  }

  private static boolean isAddress(String name) {
    return IPAddress.isValid(name);
  }

  /** The names as the subject alternative names of a certificate (RFC 5280 §4.2.1.6). */
  GeneralNames toGeneralNames() {
    return new GeneralNames(
        names.stream()
            .map(
                name ->
                    new GeneralName(
                        isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
            .toArray(GeneralName[]::new));
  }

  byte[] encoded() throws IOException {
    return toGeneralNames().getEncoded();
  }
}
