package io.strongroom.local;

/** How this program was packaged. */
public final class Packaging {

  /**
   * Whether this is a native executable. Set by the builder of the image, in which it is a
   * constant: what it rules out (the bundled PostgreSQL, the demo, migrations) is not in there.
   */
  public static final boolean NATIVE =
      System.getProperty("org.graalvm.nativeimage.imagecode") != null;

  private Packaging() {}
}
