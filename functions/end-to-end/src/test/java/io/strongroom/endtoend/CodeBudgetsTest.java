package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The budgets of CONTRIBUTING.md, for every module that is shipped.
 *
 * <p>What was over a budget when the budget began to be held stands in {@code budgets.txt}, each
 * with its size. It may get smaller and not larger, and what is within its budget again has to be
 * taken out: the list is a ratchet, and gets no new lines.
 */
class CodeBudgetsTest {

  private static final int FILE_IN_LINES = 300;
  private static final int METHOD_IN_LINES = 40;
  private static final int PARAMETERS = 5;
  private static final int RECORD_COMPONENTS = 8;

  /** Words in a type's name that say nothing of it. */
  private static final Pattern BANNED =
      Pattern.compile(
          "(^|[a-z0-9])(Util|Utils|Helper|Helpers|Impl|Misc|Stuff|Machinery|Manner"
              + "|Emptying|Scene|Storeroom|Turnstile|MasterKey|Cmk)(?![a-z])");

  private static final SourceTree TREE = SourceTree.parse(Programs.ROOT);
  private static final Ratchet RATCHET = Ratchet.read();

  private static boolean isRecord(ClassTree type) {
    return type.getKind() == Tree.Kind.RECORD;
  }

  private static boolean isConstructor(MethodTree method) {
    return method.getName().contentEquals("<init>");
  }

  /** The components of a record: the fields that are no constants. */
  private static long components(ClassTree record) {
    return record.getMembers().stream()
        .filter(VariableTree.class::isInstance)
        .map(VariableTree.class::cast)
        .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
        .count();
  }

  @Test
  void tree_hasEveryModule() {
    assertThat(
            TREE.sources()
                .map(source -> source.name().substring(0, source.name().indexOf("/src/")))
                .collect(Collectors.toSet()))
        .contains(
            "kms-emulator",
            "local",
            "shared-crypto/core",
            "shared-crypto/kms-client",
            "shared-crypto/policy",
            "shared-crypto/signing",
            "functions/domain",
            "functions/gateway",
            "functions/launcher",
            "functions/protocol",
            "functions/runtime",
            "functions/storage");
  }

  @Test
  void files_areWithinTheirBudget() {
    Map<String, Long> found = new TreeMap<>();
    TREE.sources()
        .filter(source -> source.lines() > FILE_IN_LINES)
        .forEach(source -> found.put(source.name(), source.lines()));
    RATCHET.hold("file", found);
  }

  @Test
  void methods_areWithinTheirBudget() {
    RATCHET.hold(
        "method",
        ofMethods(
            (source, method) -> saysWhyItIsLong(source, method) ? 0 : source.lines(method),
            METHOD_IN_LINES));
  }

  @Test
  void parameters_areWithinTheirBudget() {
    RATCHET.hold(
        "parameters",
        ofMethods(
            (source, method) -> isOverride(method) ? 0L : method.getParameters().size(),
            PARAMETERS));
  }

  /** Its parameters are counted where it is declared, or are not ours to choose. */
  private static boolean isOverride(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(each -> each.getAnnotationType().toString().equals("Override"));
  }

  /** Rounds of a cipher, whose words stay in registers only where they are written out. */
  private static boolean saysWhyItIsLong(SourceTree.Source source, MethodTree method) {
    return source.name().contains("/crypto/aead/")
        && source.before(method).stripTrailing().endsWith("*/")
        && source.before(method).lines().toList().getLast().contains("/** Long, since ");
  }

  private interface Measure {
    long of(SourceTree.Source source, MethodTree method);
  }

  private static Map<String, Long> ofMethods(Measure measure, long budget) {
    Map<String, Long> found = new TreeMap<>();
    TREE.sources()
        .forEach(
            source ->
                new TreeScanner<@Nullable Void, @Nullable ClassTree>() {
                  @Override
                  public @Nullable Void visitClass(ClassTree type, @Nullable ClassTree outer) {
                    return super.visitClass(type, type);
                  }

                  @Override
                  public @Nullable Void visitMethod(MethodTree method, @Nullable ClassTree type) {
                    long size = measure.of(source, method);
                    // The parameters of a record's constructor are its components.
                    boolean ofRecord = type != null && isRecord(type) && isConstructor(method);
                    if (size > budget && !ofRecord) {
                      found.merge(source.name() + "#" + method.getName(), size, Math::max);
                    }
                    return super.visitMethod(method, type);
                  }
                }.scan(source.unit(), null));
    return found;
  }

  @Test
  void records_areWithinTheirBudget() {
    Map<String, Long> found = new TreeMap<>();
    TREE.sources()
        .forEach(
            source ->
                new TreeScanner<@Nullable Void, @Nullable Void>() {
                  @Override
                  public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
                    if (isRecord(type) && components(type) > RECORD_COMPONENTS) {
                      found.put(source.name() + "#" + type.getSimpleName(), components(type));
                    }
                    return super.visitClass(type, none);
                  }
                }.scan(source.unit(), null));
    RATCHET.hold("record", found);
  }

  @Test
  void patterns_nameWhatIsUsedOnly() {
    Map<String, Long> found = new TreeMap<>();
    TREE.sources()
        .forEach(
            source ->
                new TreeScanner<@Nullable Void, @Nullable Void>() {
                  @Override
                  public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
                    unused(method).forEach(name -> found.put(source.name() + "#" + name, 1L));
                    return super.visitMethod(method, none);
                  }
                }.scan(source.unit(), null));
    RATCHET.hold("pattern", found);
  }

  /** Names that patterns of a method give and nothing in the method uses. */
  private static List<String> unused(MethodTree method) {
    Set<String> given = new TreeSet<>();
    Set<String> used = new TreeSet<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitBindingPattern(BindingPatternTree pattern, @Nullable Void none) {
        String name = pattern.getVariable().getName().toString();
        // The compiler's name for what has none.
        if (!name.isEmpty()) {
          given.add(name);
        }
        return super.visitBindingPattern(pattern, none);
      }

      @Override
      public @Nullable Void visitIdentifier(IdentifierTree identifier, @Nullable Void none) {
        used.add(identifier.getName().toString());
        return super.visitIdentifier(identifier, none);
      }
    }.scan(method, null);
    List<String> unused = new ArrayList<>(given);
    unused.removeAll(used);
    return unused;
  }

  @Test
  void names_saySomething() {
    Map<String, Long> found = new TreeMap<>();
    TREE.sources()
        .forEach(
            source ->
                source
                    .types()
                    .map(type -> type.getSimpleName().toString())
                    .filter(name -> BANNED.matcher(name).find())
                    .filter(name -> !(name.contains("Cmk") && source.name().contains("/dew/")))
                    .forEach(name -> found.put(source.name(), 1L)));
    RATCHET.hold("name", found);
  }

  /**
   * An operation is called what its API calls it: Decrypt is served by the functions, and is one of
   * the KMS's own.
   */
  private static boolean isOneThing(List<String> places) {
    return places.size() == 1 || places.stream().allMatch(place -> place.contains("/operation/"));
  }

  @Test
  void simpleNames_standForOneThing() {
    Map<String, List<String>> places = new TreeMap<>();
    TREE.sources()
        .forEach(
            source ->
                source
                    .types()
                    .map(type -> type.getSimpleName().toString())
                    .forEach(
                        name ->
                            places
                                .computeIfAbsent(name, first -> new ArrayList<>())
                                .add(source.name())));
    places.values().removeIf(CodeBudgetsTest::isOneThing);
    Map<String, Long> times = new TreeMap<>();
    places.forEach((name, found) -> times.put(name, (long) found.size()));
    RATCHET.hold("twice", times);
  }
}
