package io.strongroom.emulator.key;

/**
 * Why a call is refused: the error's name in the AWS API, which the DEW dialect maps to its own
 * codes, and the HTTP status that the AWS API reference gives it. On the wire AWS answers 400 to
 * every client error whatever the reference says.
 */
public enum KmsError {
  NOT_FOUND("NotFoundException", 404),
  NO_SUCH_ALIAS("NotFoundException", 404),
  DISABLED("DisabledException", 409),
  INVALID_STATE("KMSInvalidStateException", 409),
  INVALID_KEY_USAGE("InvalidKeyUsageException", 400),
  INVALID_CIPHERTEXT("InvalidCiphertextException", 400),
  INCORRECT_KEY("IncorrectKeyException", 400),
  INVALID_SIGNATURE("KMSInvalidSignatureException", 400),
  INVALID_MAC("KMSInvalidMacException", 400),
  ACCESS_DENIED("AccessDeniedException", 400),
  /** Of a key that does not exist for the caller. */
  UNKNOWN_CIPHERTEXT("AccessDeniedException", 400),
  NOT_AUTHORIZED("NotAuthorizedException", 400),
  LIMIT_EXCEEDED("LimitExceededException", 400),
  THROTTLED("ThrottlingException", 400),
  KEY_UNAVAILABLE("KeyUnavailableException", 500),
  INTERNAL("KMSInternalException", 500),
  DEPENDENCY_TIMEOUT("DependencyTimeoutException", 503),
  OVERLOADED("ServiceUnavailableException", 503),
  DRY_RUN("DryRunOperationException", 412),
  VALIDATION("ValidationException", 400),
  PLAINTEXT_TOO_LONG("ValidationException", 400),
  ALREADY_EXISTS("AlreadyExistsException", 409),
  INVALID_ALIAS_NAME("InvalidAliasNameException", 400),
  INVALID_ARN("InvalidArnException", 400),
  INVALID_MARKER("InvalidMarkerException", 400),
  INVALID_GRANT_ID("InvalidGrantIdException", 400),
  GRANT_OF_OTHER_KEY("InvalidGrantIdException", 400),
  INVALID_GRANT_TOKEN("InvalidGrantTokenException", 400),
  MALFORMED_POLICY("MalformedPolicyDocumentException", 400),
  TAG("TagException", 400),
  UNSUPPORTED_OPERATION("UnsupportedOperationException", 400),
  CONFLICT("ConflictException", 409),
  NO_SUCH_KEY_STORE("CustomKeyStoreNotFoundException", 400),
  INVALID_IMPORT_TOKEN("InvalidImportTokenException", 400),
  EXPIRED_IMPORT_TOKEN("ExpiredImportTokenException", 400),
  INCORRECT_KEY_MATERIAL("IncorrectKeyMaterialException", 400),
  UNKNOWN_OPERATION("UnknownOperationException", 400),
  SERIALIZATION("SerializationException", 400),
  UNRECOGNIZED_CLIENT("UnrecognizedClientException", 400),
  SIGNATURE_MISMATCH("InvalidSignatureException", 400),
  INCOMPLETE_SIGNATURE("IncompleteSignatureException", 400),
  EXPIRED_TOKEN("ExpiredTokenException", 400),
  MISSING_AUTHENTICATION("MissingAuthenticationTokenException", 400);

  private final String wireName;
  private final int modelledStatus;

  KmsError(String wireName, int modelledStatus) {
    this.wireName = wireName;
    this.modelledStatus = modelledStatus;
  }

  /** The name in the AWS API. */
  public String wireName() {
    return wireName;
  }

  /** The HTTP status of the AWS API reference. */
  public int modelledStatus() {
    return modelledStatus;
  }

  /** The HTTP status that AWS sends: 400 for every client error, 500 for nearly every other. */
  public int wireStatus() {
    if (this == OVERLOADED) {
      return modelledStatus;
    }
    return modelledStatus >= 500 ? 500 : 400;
  }
}
