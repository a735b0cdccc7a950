package io.strongroom.runtime.wiring;

import io.strongroom.crypto.name.Region;
import io.strongroom.kms.provider.KmsProvider;
import java.net.URI;
import java.util.concurrent.CompletionStage;

/** The bundled KMS where it is in this process; provided by the application that holds it. */
public interface InProcessKms {

  /** Whether it is the one that listens there: another may be configured in its place. */
  boolean isAt(URI endpoint);

  /**
   * A client that asks it without a connection.
   *
   * @param accessKeyId the service's, whose rights the calls have
   * @param region where its keys are
   */
  KmsProvider client(String accessKeyId, Region region);

  /**
   * What it told.
   *
   * @param status as over HTTP
   * @param members a JSON object; empty text where there are none
   */
  record Told(int status, String members) {}

  /**
   * Has an operation of AWS's API carried out with the rights of a key's holder. Fails when there
   * is no answer.
   *
   * @param accessKeyId the holder's, proved to be theirs
   * @param region where the keys are
   * @param operation its name, for example {@code ListKeys}
   * @param members a JSON object
   */
  CompletionStage<Told> ask(String accessKeyId, Region region, String operation, String members);
}
