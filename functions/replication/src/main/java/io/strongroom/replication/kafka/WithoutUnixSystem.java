package io.strongroom.replication.kafka;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * For native executables: nobody asks Unix who runs the process. Kerberos, which Kafka's client can
 * sign in by, would ask for the name of a file of tickets, and bring a library of C for it; told
 * nothing, it takes the file that its configuration names.
 */
@Substitute
@TargetClass(className = "com.sun.security.auth.module.UnixSystem")
final class WithoutUnixSystem {

  @Substitute
  WithoutUnixSystem() {
    throw new UnsupportedOperationException("not in a native executable");
  }

  @Substitute
  String getUsername() {
    throw new UnsupportedOperationException();
  }

  @Substitute
  long getUid() {
    throw new UnsupportedOperationException();
  }

  @Substitute
  long getGid() {
    throw new UnsupportedOperationException();
  }

  @Substitute
  long[] getGroups() {
    throw new UnsupportedOperationException();
  }
}
