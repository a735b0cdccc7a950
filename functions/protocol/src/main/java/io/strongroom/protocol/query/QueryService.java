package io.strongroom.protocol.query;

/** A service of the Query protocol, with the namespace of its answers. */
enum QueryService {
  IAM("https://iam.amazonaws.com/doc/2010-05-08/"),
  STS("https://sts.amazonaws.com/doc/2011-06-15/"),
  /** What no service of AWS has. */
  STRONGROOM("");

  private final String namespace;

  QueryService(String namespace) {
    this.namespace = namespace;
  }

  String namespace() {
    return namespace;
  }
}
