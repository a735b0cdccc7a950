package io.strongroom.kms.real;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * moto 5, installed from PyPI into a virtual environment below {@code target}. It knows states of
 * keys and does not act on them, so those are tried with {@link LocalKmsRealTest}.
 */
@Tag("real-kms")
class MotoRealTest extends AwsLikeContract {

  private static Server server;

  @BeforeAll
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  static void start() {
    Path home = RealProgram.folder();
    String python = home.resolve("moto/bin/python").toString();
    RealProgram.prepare("moto", home, List.of("python3", "-m", "venv", "moto"));
    RealProgram.prepare(
        "moto", home, List.of(python, "-m", "pip", "install", "-q", "moto[server]==5.2.1"));
    server =
        new Server(
            RealProgram.serving(
                "moto",
                List.of(python, "-m", "moto.server", "-H", "127.0.0.1", "-p", "PORT"),
                Map.of("MOTO_ACCOUNT_ID", "123456789012")));
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

  /** It joins names and values without anything between them; {@code {ab: "c"}} is left out. */
  @Override
  protected List<EncryptionContext> otherContexts() {
    return super.otherContexts().subList(0, 4);
  }

  /** Another key than the blob's is one that may not be used, to moto. */
  @Override
  protected Class<?>[] rejections() {
    return new Class<?>[] {KmsException.CiphertextInvalid.class, KmsException.AccessDenied.class};
  }
}
