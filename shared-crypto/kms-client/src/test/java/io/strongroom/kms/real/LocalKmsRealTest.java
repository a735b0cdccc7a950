package io.strongroom.kms.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.WrappedKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

  /** It joins names and values without anything between them; {@code {ab: "c"}} is left out. */
  @Override
  protected List<EncryptionContext> otherContexts() {
    return super.otherContexts().subList(0, 4);
  }

  /** It authenticates nothing before its ciphertext. */
  @Override
  @Test
  protected void decrypt_changedBytes_rejected() {
    byte[] changed = generate(32).wrapped().bytes();
    changed[changed.length - 1] ^= 1;
    assertThat(failure(decrypt(WrappedKey.of(changed), CONTEXT)))
        .isInstanceOf(KmsException.CiphertextInvalid.class);
  }

  @Test
  void disabledKey_refused() {
    String key = server.newKey();
    GeneratedDataKey made = get(kms().generateDataKey(KeyName.parse(key), 32, CONTEXT, ALICE));
    server.admin.disableKey(request -> request.keyId(Server.id(key))).join();
    assertRefusedAsDisabled(key);
    assertThat(failure(kms().decrypt(KeyName.parse(key), made.wrapped(), CONTEXT, ALICE)))
        .isInstanceOf(KmsException.Disabled.class);
    server.admin.enableKey(request -> request.keyId(Server.id(key))).join();
    assertThat(
            get(kms().decrypt(KeyName.parse(key), made.wrapped(), CONTEXT, ALICE))
                .plaintext()
                .matches(made.plaintext()))
        .isTrue();
  }

  @Test
  void keyPendingDeletion_invalidState() {
    String key = server.newKey();
    server.admin.scheduleKeyDeletion(request -> request.keyId(Server.id(key))).join();
    assertThat(failure(kms().generateDataKey(KeyName.parse(key), 32, CONTEXT, ALICE)))
        .isInstanceOf(KmsException.InvalidState.class);
    assertThat(get(kms().describeKey(KeyName.parse(key), ALICE)).enabled()).isFalse();
  }
}
