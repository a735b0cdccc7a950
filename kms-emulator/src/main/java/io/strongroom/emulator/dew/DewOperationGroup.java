package io.strongroom.emulator.dew;

import java.util.List;

/** Operations that belong together; every bean of this type is part of the API. */
interface DewOperationGroup {

  List<DewOperation> operations();
}
