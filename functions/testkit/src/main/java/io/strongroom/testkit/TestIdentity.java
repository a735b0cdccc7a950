package io.strongroom.testkit;

import io.strongroom.signing.Credential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The one user of the tests, and the file that says so. Secret to nobody. */
public final class TestIdentity {

  /** Account that owns what the tests make. */
  public static final String ACCOUNT = "111122223333";

  /** Region of the functions under test. */
  public static final String REGION = "us-east-1";

  private static final String ACCESS_KEY_ID = "AKIDTESTTESTTESTTEST";
  private static final String SECRET_ACCESS_KEY = "a-secret-of-the-tests";
  private static final String PRINCIPAL = "arn:aws:iam::" + ACCOUNT + ":user/alice";

  private static final String ROOT_KEY_ID = "AKIDROOTROOTROOTROOT";
  private static final String ROOT_SECRET = "the-root's-secret-of-the-tests";
  private static final String ROOT = "arn:aws:iam::" + ACCOUNT + ":root";

  private TestIdentity() {}

  /** The root of the account, for what the user may not do. */
  public static Credential root() {
    return Credential.of(ROOT_KEY_ID, ROOT_SECRET, ROOT, ACCOUNT);
  }

  /** For tests that sign what goes out over a socket of their own. */
  public static Credential credential() {
    return Credential.of(ACCESS_KEY_ID, SECRET_ACCESS_KEY, PRINCIPAL, ACCOUNT);
  }

  static Path write(Path folder) throws IOException {
    Path file = folder.resolve("credentials.properties");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.write(
        file,
        List.of(
            "account-id=" + ACCOUNT,
            "root.access-key-id=" + ACCESS_KEY_ID,
            "root.secret-access-key=" + SECRET_ACCESS_KEY,
            "root.principal=" + PRINCIPAL,
            "owner.access-key-id=" + ROOT_KEY_ID,
            "owner.secret-access-key=" + ROOT_SECRET,
            "owner.principal=" + ROOT,
            "service.access-key-id=AKIDSERVICESERVICE00",
            "service.secret-access-key=another-secret-of-the-tests",
            "service.principal=arn:aws:iam::" + ACCOUNT + ":user/strongroom"));
  }
}
