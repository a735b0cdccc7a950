package io.strongroom.function.getobject;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same over HTTP against the packaged function, a process of its own. */
@QuarkusIntegrationTest
class GetObjectFunctionIT extends GetObjectFunctionTest {}
