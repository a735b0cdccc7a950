package io.strongroom.kms.real;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** nsmithuk's local-kms, built from its Go module. */
@Tag("real-kms")
class LocalKmsRealTest extends AwsLikeContract {

  private static Server server;

  @BeforeAll
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  static void start(@TempDir Path data) {
    Path program = RealProgram.folder().resolve("local-kms");
    RealProgram.prepare(
        "local-kms",
        Path.of("src/test/go/local-kms").toAbsolutePath(),
        List.of("go", "build", "-o", program.toString(), "github.com/nsmithuk/local-kms"));
    server =
        new Server(
            RealProgram.serving(
                "local-kms",
                List.of(program.toString()),
                Map.of(
                    "PORT",
                    "PORT",
                    "KMS_DATA_PATH",
                    data.toString(),
                    "KMS_REGION",
                    "eu-central-1",
                    "KMS_ACCOUNT_ID",
                    "123456789012")));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  Server server() {
    return server;
  }
}
