package io.strongroom.signing.v2;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Query parameters that change what a request means and so enter the string to sign: the union of
 * the documented lists and of those in the OBS SDKs, compared without case as the SDKs do.
 */
final class SubResources {

  private static final Set<String> NAMES =
      names(
          """
          acl append attname backtosource bucketstatus CDNNotifyConfiguration cors customdomain
          delete deletebucket directcoldaccess disPolicy encryption fileinterface getcontentsummary
          ignore-sign-in-query inventory length lifecycle listcontentsummary location logging
          metadata mirrorBackToSource mirrorrefresh modify multilistcontentsummary name notification
          object-lock obsalias obsbucketalias obscompresspolicy orchestration partNumber policy
          policyStatus position publicAccessBlock quota readahead rename replication
          replication_progress requestPayment response-cache-control response-content-disposition
          response-content-encoding response-content-language response-content-type response-expires
          restore retention select select-type storageClass storagePolicy storageinfo symlink tagging
          torrent truncate uploadId uploads versionId versioning versions website x-image-process
          x-image-save-bucket x-image-save-object x-oss-process
          abac accelerate analytics defaultObjectAcl intelligent-tiering legal-hold
          metadataConfiguration metadataTable metrics ownershipControls
          """);

  private SubResources() {}

  static boolean contains(String name) {
    return NAMES.contains(name);
  }

  private static Set<String> names(String list) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    list.lines().flatMap(line -> Arrays.stream(line.split(" ", -1))).forEach(names::add);
    return names;
  }
}
