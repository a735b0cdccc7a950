package io.strongroom.emulator.aws;

import java.util.List;

/** Operations that belong together; every bean of this type is part of the API. */
interface AwsOperationGroup {

  List<AwsOperation> operations();
}
