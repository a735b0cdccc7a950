package io.strongroom.endtoend.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The request by which a row's question is put to the server, where there is one. */
final class RowRequest {

  private static final String CUSTOMER_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String CUSTOMER_KEY_MD5 = "hRasmdxgYDKV3nvbahU1MA==";
  private static final String SSE = "s3:x-amz-server-side-encryption";
  private static final String KEY_ID = SSE + "-aws-kms-key-id";

  private final AccessWorld world;
  private final String path;
  private final Map<String, String> context;

  private RowRequest(AccessWorld world, String path, Map<String, String> context) {
    this.world = world;
    this.path = path;
    this.context = new TreeMap<>(context);
  }

  /** Why a row cannot be put to a server; empty when it can. */
  static Optional<String> reason(AccessRow row) {
    for (String key : row.context().keySet()) {
      switch (key) {
        case "aws:CurrentTime" -> {
          return Optional.of("the server has its own clock");
        }
        case "aws:SourceArn", "example:blob" -> {
          return Optional.of("no request has " + key);
        }
        case "s3:TlsVersion" -> {
          return Optional.of("no server here speaks TLS 1.1");
        }
        default -> {}
      }
    }
    return switch (row.id()) {
      case "action-09" -> Optional.of("no object of S3 is meant");
      case "principal-09", "principal-10" ->
          Optional.of("a bucket policy that names nobody is refused when it is put");
      case "typed-01" -> Optional.of("10.0 is no number of keys");
      case "variable-05", "variable-06" -> Optional.of("IAM takes no policy of the older version");
      case "variable-13" -> Optional.of("no tag has a star");
      default -> Optional.empty();
    };
  }

  static Question of(AccessWorld world, AccessRow row) {
    String resource = row.text("resource").replaceFirst("^arn:aws:s3:::", "");
    StringBuilder path = new StringBuilder();
    for (String piece : resource.split("/", -1)) {
      path.append('/').append(AccessClient.encoded(piece));
    }
    RowRequest request = new RowRequest(world, path.toString(), row.context());
    return request.said(request.operation(row.text("action").replaceFirst("^s3:", "")));
  }

  private Question operation(String action) {
    return switch (action) {
      case "GetObject" -> Question.of("GET", path, "", "");
      case "GetObjectVersion" -> Question.of("GET", path, "versionId=null", "");
      case "ListBucket" -> Question.of("GET", path, listing(), "");
      case "GetBucketPolicy" -> Question.of("GET", path, "policy", "");
      case "PutObject" -> put();
      case "UpdateObjectEncryption" -> update();
      case "PutEncryptionConfiguration" ->
          Question.of(
              "PUT",
              path,
              "encryption",
              "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>");
      default -> throw new IllegalArgumentException("no request for " + action);
    };
  }

  private String listing() {
    StringBuilder query = new StringBuilder("list-type=2");
    for (String name : new String[] {"delimiter", "max-keys", "prefix"}) {
      String value = context.remove("s3:" + name);
      if (value != null) {
        query.append('&').append(name).append('=').append(AccessClient.encoded(value));
      }
    }
    return query.toString();
  }

  private Question put() {
    String creates = context.remove("s3:ObjectCreationOperation");
    Question put =
        "false".equals(creates)
            ? Question.of("POST", path, "uploads", "")
            : Question.of("PUT", path, "", "x");
    String source = context.remove("s3:x-amz-copy-source");
    if (source != null) {
      put = Question.of("PUT", path, "", "").with("x-amz-copy-source", "/" + source);
    }
    String mode = context.remove(SSE);
    if (mode != null) {
      put = put.with("x-amz-server-side-encryption", mode);
    }
    String key = context.remove(KEY_ID);
    if (key != null) {
      put = put.with("x-amz-server-side-encryption-aws-kms-key-id", world.here(key));
    }
    if (context.remove(SSE + "-customer-algorithm") != null) {
      put =
          put.with("x-amz-server-side-encryption-customer-algorithm", "AES256")
              .with("x-amz-server-side-encryption-customer-key", CUSTOMER_KEY)
              .with("x-amz-server-side-encryption-customer-key-MD5", CUSTOMER_KEY_MD5);
    }
    return tagged(put);
  }

  private Question tagged(Question put) {
    String keys = context.remove("s3:RequestObjectTagKeys");
    String env = context.remove("s3:RequestObjectTag/env");
    if (keys != null) {
      return put.with("x-amz-tagging", keys.replace(",", "=1&") + "=1");
    }
    return env == null ? put : put.with("x-amz-tagging", "env=" + env);
  }

  private Question update() {
    context.remove(SSE);
    String key = world.here(String.valueOf(context.remove(KEY_ID)));
    String document =
        "<ObjectEncryption xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><SSE-KMS><KMSKeyArn>"
            + key
            + "</KMSKeyArn></SSE-KMS></ObjectEncryption>";
    return Question.of("PUT", path, "encryption", document).with("Content-MD5", md5(document));
  }

  private static String md5(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What else the request says of itself. */
  private Question said(Question bare) {
    Question question = bare;
    for (Map.Entry<String, String> each : context.entrySet()) {
      String value = each.getValue();
      question =
          switch (each.getKey()) {
            case "aws:SourceIp", "SourceIp" -> world.client().routed(question, value, true);
            case "aws:SecureTransport", "SecureTransport" ->
                world.client().routed(question, "192.0.2.10", value.equals("true"));
            case "aws:Referer" -> question.with("Referer", value);
            case "UserAgent" -> question.with("User-Agent", value);
            case "s3:authType" -> question.aged(question.ageSeconds());
            case "s3:signatureAge" -> question.aged(Long.parseLong(value) / 1000 + 1);
            case "s3:x-amz-content-sha256" -> question.signed("unsigned-payload");
            case "s3:x-amz-acl" -> question.with("x-amz-acl", value);
            case "x-obs-server-side-encryption" ->
                question.with("x-obs-server-side-encryption", value);
            case "x-amz-server-side-encryption" ->
                question.with("x-amz-server-side-encryption", value);
            default -> question;
          };
    }
    return question;
  }
}
