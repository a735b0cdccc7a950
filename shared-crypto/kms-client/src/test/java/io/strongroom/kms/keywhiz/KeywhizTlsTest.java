package io.strongroom.kms.keywhiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.kms.provider.WrapServiceProvider;
import io.strongroom.kms.testing.TlsStub;
import io.strongroom.kms.wire.PemTls;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master key delivered over a real handshake in which both sides show a certificate. */
class KeywhizTlsTest {

  private static final Requester ALICE = new Requester(PrincipalName.of("alice"), "r1");
  private static final String SECRET =
      "{\"name\":\"k1\",\"secret\":\"%s\"}"
          .formatted(Base64.getEncoder().encodeToString(new byte[32]));

  @TempDir Path folder;

  private static WrapServiceProvider client(TlsStub server, PemTls tls) {
    Duration patience = Duration.ofSeconds(15);
    return KeywhizFactory.create(
        new KeywhizSettings(server.uri(), tls, Duration.ofMinutes(5), patience, patience),
        InstantSource.system());
  }

  private static GeneratedDataKey generate(WrapServiceProvider client) {
    return client
        .generateDataKey(KeyName.parse("k1"), 32, EncryptionContext.empty(), ALICE)
        .toCompletableFuture()
        .join();
  }

  @Test
  void masterKey_deliveredToTheHolderOfTheCertificate() throws Exception {
    KeyStore own = TlsStub.newKey(folder, "server", "EC");
    KeyStore holder = TlsStub.newKey(folder, "client", "EC");
    Path authority = TlsStub.certificateFile(folder, "server.crt", own);
    PemTls mutual =
        new PemTls(
            authority,
            TlsStub.certificateFile(folder, "client.crt", holder),
            TlsStub.keyFile(folder, "client.key", holder));
    try (TlsStub server = TlsStub.answering(own, SECRET);
        WrapServiceProvider known = client(server, mutual);
        WrapServiceProvider distrustful = client(server, PemTls.NONE)) {
      assertThat(generate(known).plaintext().length()).isEqualTo(32);
      assertThat(server.identities())
          .containsExactly(TlsStub.identity((X509Certificate) holder.getCertificate("own")));
      assertThatThrownBy(() -> generate(distrustful))
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(KmsException.Unavailable.class);
      assertThat(server.identities()).as("nothing was sent to a stranger").hasSize(1);
    }
  }
}
