package io.strongroom.emulator;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.strongroom.local.AdminSecretFile;
import java.nio.file.Path;

/** Requests that show the admin API's secret. */
final class Admin {

  private Admin() {}

  static RequestSpecification given() {
    return RestAssured.given().header(AdminSecretFile.HEADER, secret());
  }

  static String secret() {
    return AdminSecretFile.readOrCreate(Path.of(System.getProperty(PostgresResource.SECRET_FILE)));
  }
}
