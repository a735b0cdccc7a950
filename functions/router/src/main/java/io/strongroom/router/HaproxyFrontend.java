package io.strongroom.router;

import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code haproxy.cfg}: everything but the backends, and the same wherever it runs. What differs
 * between places comes from the environment.
 */
final class HaproxyFrontend {

  private static final String HEAD =
      """
      # Made from the route table by io.strongroom.router. Do not edit: change the table, and build again.
      #
      # Environment: STRONGROOM_DOMAINS     base domains, each with a dot in front, blanks between them
      #              STRONGROOM_ROUTER_HTTP, STRONGROOM_ROUTER_HTTPS, STRONGROOM_ROUTER_STATUS
      #                                     addresses to listen on, as HAProxy writes them
      #              STRONGROOM_CERTIFICATE a PEM file of chain and key, or a folder of such files
      #              STRONGROOM_ROUTER_DRAIN how long transfers may go on when it stops: 10m unless set
      #              STRONGROOM_TOKEN_MAP   a file with the line "token SECRET", which the functions know too

      global
        log stdout format raw local0 info
        # Presigned URLs with tokens, and headers up to what the functions take.
        tune.bufsize 32768
        tune.maxrewrite 4096
        # Stopping (SIGUSR1) lets transfers under way come to their end.
        hard-stop-after "${STRONGROOM_ROUTER_DRAIN-10m}"
        ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets
        ssl-default-bind-ciphers ECDHE+AESGCM:ECDHE+CHACHA20

      defaults
        mode http
        log global
        # No query, whose signatures open objects, and no header, some of which are keys.
        log-format '{"time":"%Tl","client":"%ci","method":"%HM","path":%{+Q}HPO,"operation":"%[var(txn.operation)]","backend":"%b/%s","status":%ST,"sent":%B,"millis":%Ta,"end":"%tsc","id":"%ID"}'
        timeout connect 5s
        timeout check 2s
        # A client or function in the middle of a body may rest for two minutes, as the functions allow.
        timeout client 150s
        timeout server 600s
        timeout http-request 30s
        timeout http-keep-alive 60s
        timeout queue 10s
        # A connection of its own for each request: none is sent into one that a stopping function just closed.
        http-reuse never
        option redispatch 1
        retries 3
        retry-on conn-failure empty-response
        option http-no-delay

      frontend status
        bind "${STRONGROOM_ROUTER_STATUS}"
        http-request use-service prometheus-exporter if { path /metrics }
        monitor-uri /ready

      frontend objects
        bind "${STRONGROOM_ROUTER_HTTP}"
        bind "${STRONGROOM_ROUTER_HTTPS}" ssl crt "${STRONGROOM_CERTIFICATE}" alpn http/1.1
        unique-id-format %{+X}o%Ts%pid%rt
        # Nothing a client says about itself passes for something the router said.
        http-request del-header x-strongroom- -m beg
        http-request set-header x-strongroom-router-token %[str(token),map("${STRONGROOM_TOKEN_MAP}")]
        http-request set-header x-strongroom-scheme https if { ssl_fc }
        http-request set-header x-strongroom-scheme http unless { ssl_fc }
        http-request set-header x-strongroom-host %[req.fhdr(host,1)]
        http-request set-header x-strongroom-client %[src]
        http-request set-header x-strongroom-tls %[ssl_fc_protocol]
        # Sending again is for requests that change nothing.
        http-request disable-l7-retry unless { method GET HEAD }
      """;

  private HaproxyFrontend() {}

  static String render() {
    List<String> routes = new HaproxyRoutes().lines();
    return HEAD
        + routes.stream()
            .map(line -> line.isEmpty() ? "\n" : "  " + line + "\n")
            .collect(Collectors.joining());
  }
}
