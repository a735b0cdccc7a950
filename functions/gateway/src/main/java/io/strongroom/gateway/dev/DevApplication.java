package io.strongroom.gateway.dev;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.strongroom.launcher.BucketMaker;
import io.strongroom.launcher.Endpoints;
import io.strongroom.launcher.LocalServer;
import io.strongroom.launcher.Settings;
import io.strongroom.local.Identities;
import io.strongroom.local.Identity;
import java.io.IOException;
import java.nio.file.Path;

/** Makes the buckets that were asked for, announces the server, then waits for the end. */
public final class DevApplication implements QuarkusApplication {

  @Override
  public int run(String... buckets) throws IOException {
    LocalServer.announce();
    Endpoints endpoints = LocalServer.endpoints();
    Path folder = Path.of(System.getProperty(Settings.DATA_DIRECTORY, ""));
    Identity root =
        Identities.read(Path.of(System.getProperty(Settings.CREDENTIALS_FILE, ""))).root();
    BucketMaker maker = new BucketMaker(endpoints, root);
    for (String bucket : buckets) {
      maker.make(bucket);
    }
    System.out.print(
        """
          Strongroom is ready for tests. Ctrl-C stops it and removes everything.

            export AWS_ENDPOINT_URL=%1$s
            export AWS_ENDPOINT_URL_KMS=%2$s
            export AWS_ACCESS_KEY_ID=%3$s
            export AWS_SECRET_ACCESS_KEY=%4$s
            export AWS_REGION=%5$s AWS_DEFAULT_REGION=%5$s

            With TLS  %6$s
            Faults    curl -X PUT '%7$s?percent=20&delay=50'
            Folder    %8$s
          """
            .formatted(
                endpoints.http(),
                endpoints.kms(),
                root.accessKeyId(),
                root.secretAccessKey(),
                endpoints.region(),
                endpoints.https(),
                endpoints.health().replace("/q/health", "/dev/faults"),
                folder));
    System.out.flush();
    Quarkus.waitForExit();
    return 0;
  }
}
