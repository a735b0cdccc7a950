package io.strongroom.protocol.http;

import org.junit.jupiter.params.converter.ArgumentConversionException;
import org.junit.jupiter.params.converter.TypedArgumentConverter;

/** Names of constants in the parameters of tests. */
final class OperationNames extends TypedArgumentConverter<String, Operation<?, ?>> {

  @SuppressWarnings({"unchecked", "rawtypes"})
  OperationNames() {
    super(String.class, (Class) Operation.class);
  }

  @Override
  protected Operation<?, ?> convert(String constant) throws ArgumentConversionException {
    String name = constant.replace("_", "");
    return RouteTable.operations().stream()
        .filter(operation -> operation.wireName().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new ArgumentConversionException(constant));
  }
}
