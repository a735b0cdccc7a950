package io.strongroom.emulator.service;

import io.strongroom.emulator.key.KmsCaller;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What policies may ask about the request itself.
 *
 * @param sourceIp address of the connection
 * @param userAgent as sent; empty when it was not
 */
public record RequestFacts(String sourceIp, String userAgent) {

  /**
   * The condition keys. A service that calls for somebody has an address and a connection of its
   * own, of which the policy's author does not think.
   *
   * <p>Source: IAM user guide, "AWS global condition context keys".
   */
  public Map<String, List<String>> attributes(KmsCaller caller) {
    Map<String, List<String>> attributes = new TreeMap<>();
    if (caller.service().isEmpty()) {
      attributes.put("aws:SourceIp", List.of(sourceIp));
      // This server speaks HTTP without TLS.
      attributes.put("aws:SecureTransport", List.of("false"));
    }
    if (!userAgent.isEmpty()) {
      attributes.put("aws:UserAgent", List.of(userAgent));
    }
    return attributes;
  }
}
