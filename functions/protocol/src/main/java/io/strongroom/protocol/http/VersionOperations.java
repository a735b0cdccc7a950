package io.strongroom.protocol.http;

import static io.strongroom.protocol.http.RequestPattern.object;

import io.strongroom.domain.caller.Action;
import io.strongroom.domain.operation.ChangeVersion;
import io.strongroom.domain.operation.LookAtVersion;
import io.strongroom.domain.record.FoundObject;
import java.util.List;

/**
 * What is asked and set of one version of an object beside its content, each with the requests that
 * mean it.
 */
public final class VersionOperations {

  private static final String TAGGING = "tagging";
  private static final String RETENTION = "retention";
  private static final String HOLD = "legal-hold";
  private static final String ACL = "acl";

  private static final DeclaredOperations TABLE = new DeclaredOperations();

  public static final Operation<LookAtVersion.Command, FoundObject> GET_OBJECT_TAGGING =
      add("GetObjectTagging", Action.GET_OBJECT_TAGGING, "GET", TAGGING);

  public static final Operation<ChangeVersion.Command, FoundObject> PUT_OBJECT_TAGGING =
      add("PutObjectTagging", Action.PUT_OBJECT_TAGGING, "PUT", TAGGING);

  public static final Operation<ChangeVersion.Command, FoundObject> DELETE_OBJECT_TAGGING =
      add("DeleteObjectTagging", Action.DELETE_OBJECT_TAGGING, "DELETE", TAGGING);

  public static final Operation<LookAtVersion.Command, FoundObject> GET_OBJECT_RETENTION =
      add("GetObjectRetention", Action.GET_OBJECT_RETENTION, "GET", RETENTION);

  public static final Operation<ChangeVersion.Command, FoundObject> PUT_OBJECT_RETENTION =
      add("PutObjectRetention", Action.PUT_OBJECT_RETENTION, "PUT", RETENTION);

  public static final Operation<LookAtVersion.Command, FoundObject> GET_OBJECT_LEGAL_HOLD =
      add("GetObjectLegalHold", Action.GET_OBJECT_LEGAL_HOLD, "GET", HOLD);

  public static final Operation<ChangeVersion.Command, FoundObject> PUT_OBJECT_LEGAL_HOLD =
      add("PutObjectLegalHold", Action.PUT_OBJECT_LEGAL_HOLD, "PUT", HOLD);

  public static final Operation<LookAtVersion.Command, FoundObject> GET_OBJECT_ACL =
      add("GetObjectAcl", Action.GET_OBJECT_ACL, "GET", ACL);

  /** It changes nothing: the only list that is taken is the one that every object has. */
  public static final Operation<LookAtVersion.Command, FoundObject> PUT_OBJECT_ACL =
      add("PutObjectAcl", Action.PUT_OBJECT_ACL, "PUT", ACL);

  /** Of what lies in an archive. */
  public static final Operation<ChangeVersion.Command, FoundObject> RESTORE_OBJECT =
      add("RestoreObject", Action.RESTORE_OBJECT, "POST", "restore");

  /** Those that look. */
  public static final List<Operation<LookAtVersion.Command, FoundObject>> LOOKS =
      List.of(
          GET_OBJECT_TAGGING,
          GET_OBJECT_RETENTION,
          GET_OBJECT_LEGAL_HOLD,
          GET_OBJECT_ACL,
          PUT_OBJECT_ACL);

  /** Those that change something. */
  public static final List<Operation<ChangeVersion.Command, FoundObject>> CHANGES =
      List.of(
          PUT_OBJECT_TAGGING,
          DELETE_OBJECT_TAGGING,
          PUT_OBJECT_RETENTION,
          PUT_OBJECT_LEGAL_HOLD,
          RESTORE_OBJECT);

  private static final List<Operation<?, ?>> ALL = TABLE.all();

  private VersionOperations() {}

  private static <C> Operation<C, FoundObject> add(
      String wireName, Action action, String method, String subResource) {
    return TABLE.add(
        wireName,
        Function.MANAGE_BUCKET,
        action,
        object(method, subResource).allowing("versionId"));
  }

  /** In the order of this file. */
  static List<Operation<?, ?>> all() {
    return ALL;
  }
}
