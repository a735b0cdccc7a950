package io.strongroom.router;

import io.strongroom.protocol.http.Function;

/** {@code backends-*.cfg}: where the functions are, and what is done to requests on their way. */
final class HaproxyBackends {

  private static final String HEAD =
      """
      # Made from the list of functions by io.strongroom.router. Do not edit.
      """;

  /** Of one function, as the chart's schema has it. */
  private static final int MOST_REPLICAS = 20;

  private HaproxyBackends() {}

  /**
   * One container name per function, perhaps of several containers: whichever is ready, as its
   * health port says.
   */
  static String containers() {
    StringBuilder text = new StringBuilder(HEAD);
    text.append(
        """
        #
        # Environment: STRONGROOM_PUT_OBJECT and so on, NAME:PORT of each function; STRONGROOM_HEALTH_PORT.

        resolvers names
          parse-resolv-conf
          hold valid 2s
          hold obsolete 5s
        """);
    for (Function function : Function.values()) {
      text.append(
          """

          backend %1$s
            balance leastconn
            option httpchk GET /q/health/ready
            default-server check inter 1s fall 2 rise 1 port "${STRONGROOM_HEALTH_PORT}" resolvers names init-addr last,libc,none
            server-template %1$s 8 "${%2$s}"
          """
              .formatted(function.id(), Names.addressVariable(function)));
    }
    return text.toString();
  }

  /** Deployments behind headless Services, whose name has the address of every replica. */
  static String deployments() {
    StringBuilder text = new StringBuilder(HEAD);
    text.append(
        """
        #
        # Environment: STRONGROOM_NAMESPACE, STRONGROOM_CLUSTER_DOMAIN (cluster.local)

        resolvers names
          parse-resolv-conf
          accepted_payload_size 8192
          hold valid 2s
          hold obsolete 5s
        """);
    for (Function function : Function.values()) {
      text.append(
          """

          backend %1$s
            balance leastconn
            option httpchk GET /q/health/ready
            default-server check inter 1s fall 2 rise 1 port 9000 resolvers names init-addr last,libc,none
            server-template %1$s %2$d "%1$s.${STRONGROOM_NAMESPACE}.svc.${STRONGROOM_CLUSTER_DOMAIN}:8080"
          """
              .formatted(function.id(), MOST_REPLICAS));
    }
    return text.toString();
  }

  /** Knative Services: the name in Host chooses the function, its gateway chooses the replica. */
  static String knative() {
    StringBuilder text = new StringBuilder(HEAD);
    text.append(
        """
        #
        # Environment: STRONGROOM_NAMESPACE, STRONGROOM_CLUSTER_DOMAIN (cluster.local)

        resolvers names
          parse-resolv-conf
          hold valid 5s
        """);
    for (Function function : Function.values()) {
      text.append(
          """

          backend %1$s
            http-request set-header Host "%1$s.${STRONGROOM_NAMESPACE}.svc.${STRONGROOM_CLUSTER_DOMAIN}"
            default-server resolvers names init-addr last,libc,none
            server %1$s "%1$s.${STRONGROOM_NAMESPACE}.svc.${STRONGROOM_CLUSTER_DOMAIN}:80"
          """
              .formatted(function.id()));
    }
    return text.toString();
  }
}
