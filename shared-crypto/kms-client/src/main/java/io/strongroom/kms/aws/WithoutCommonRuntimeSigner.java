package io.strongroom.kms.aws;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import software.amazon.awssdk.http.auth.aws.crt.internal.signer.DefaultAwsCrtV4aHttpSigner;

/**
 * For native images only, as {@link WithoutCommonRuntime}: signatures for several regions at once,
 * which nothing here makes, come from the same optional library.
 */
@TargetClass(
    className =
        "software.amazon.awssdk.http.auth.aws.internal.signer.util.OptionalDependencyLoaderUtil")
final class WithoutCommonRuntimeSigner {

  private WithoutCommonRuntimeSigner() {}

  @Substitute
  public static DefaultAwsCrtV4aHttpSigner getDefaultAwsCrtV4aHttpSigner() {
    throw new UnsupportedOperationException("not in this image");
  }
}
