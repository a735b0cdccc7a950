package io.strongroom.router;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The build step: writes every generated file below a folder. */
public final class RouterFiles {

  private RouterFiles() {}

  /**
   * @param arguments the project's folder
   * @throws IOException when a file cannot be written
   */
  public static void main(String... arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    for (Map.Entry<String, String> file : contents().entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /** Path below the project's folder, and text, of each file. */
  static Map<String, String> contents() {
    Map<String, String> files = new TreeMap<>();
    files.put("deploy/router/haproxy.cfg", HaproxyFrontend.render());
    files.put("deploy/router/backends-containers.cfg", HaproxyBackends.containers());
    files.put("terraform/modules/functions/functions.json", FunctionList.render());
    // Kustomize reads no file outside its own folder.
    files.put("deploy/knative/base/haproxy.cfg", HaproxyFrontend.render());
    files.put("deploy/knative/base/backends.cfg", HaproxyBackends.knative());
    // Nor does a chart.
    files.put("deploy/helm/strongroom/files/haproxy.cfg", HaproxyFrontend.render());
    files.put("deploy/helm/strongroom/files/backends.cfg", HaproxyBackends.deployments());
    files.put("deploy/helm/strongroom/files/functions.json", FunctionList.render());
    files.put("deploy/knative/overlays/gateway-api/httproute.yaml", HttpRoutes.render());
    return files;
  }
}
