package io.strongroom.gateway;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the configuration interfaces in some folders, read from their sources: name,
 * default, and what the Javadoc says. A method whose type is an interface of theirs stands for the
 * settings in it.
 */
final class SettingsTable {

  /** One setting. */
  record Setting(String name, String standard, String meaning) {}

  private record Method(String name, String type, String standard, String meaning) {}

  private record Group(Optional<String> prefix, List<Method> methods) {}

  private final Map<String, Group> groups = new HashMap<>();

  SettingsTable(List<Path> folders) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      DocTrees comments = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new Reader(comments).scan(unit, null);
      }
    }
  }

  /** Every setting below a prefix, in the order of the sources. */
  List<Setting> of(String prefix) {
    return groups.values().stream()
        .filter(group -> group.prefix().equals(Optional.of(prefix)))
        .findFirst()
        .map(group -> flat(prefix, group))
        .orElseThrow(() -> new IllegalArgumentException(prefix));
  }

  private List<Setting> flat(String prefix, Group group) {
    List<Setting> settings = new ArrayList<>();
    for (Method method : group.methods()) {
      String name = prefix + "." + method.name();
      String type = method.type();
      if (type.startsWith("Map<")) {
        name += ".NAME";
        type = type.substring(type.indexOf(',') + 1, type.length() - 1).strip();
      }
      if (groups.containsKey(type)) {
        settings.addAll(flat(name, groups.get(type)));
      } else {
        settings.add(new Setting(name, method.standard(), method.meaning()));
      }
    }
    return settings;
  }

  private final class Reader extends TreePathScanner<Void, Void> {
    private final DocTrees comments;

    Reader(DocTrees comments) {
      this.comments = comments;
    }

    @Override
    public Void visitClass(ClassTree some, Void nothing) {
      if (some.getKind() == Tree.Kind.INTERFACE) {
        List<Method> methods = new ArrayList<>();
        for (Tree member : some.getMembers()) {
          if (member instanceof MethodTree method && method.getBody() == null) {
            methods.add(read(method));
          }
        }
        groups.put(
            some.getSimpleName().toString(),
            new Group(argument(some.getModifiers().getAnnotations(), "ConfigMapping"), methods));
      }
      return super.visitClass(some, nothing);
    }

    private Method read(MethodTree method) {
      return new Method(
          kebab(method.getName().toString()),
          String.valueOf(method.getReturnType()),
          argument(method.getModifiers().getAnnotations(), "WithDefault").orElse(""),
          plain(comments.getDocComment(new TreePath(getCurrentPath(), method))));
    }

    private static Optional<String> argument(
        List<? extends AnnotationTree> annotations, String name) {
      return annotations.stream()
          .filter(each -> each.getAnnotationType().toString().equals(name))
          .flatMap(each -> each.getArguments().stream())
          .map(Reader::value)
          .flatMap(Optional::stream)
          .findFirst();
    }

    private static Optional<String> value(ExpressionTree argument) {
      ExpressionTree value =
          argument instanceof AssignmentTree set ? set.getExpression() : argument;
      return value instanceof LiteralTree text
          ? Optional.of(String.valueOf(text.getValue()))
          : Optional.empty();
    }
  }

  static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /** Javadoc as Markdown, in one line. */
  static String plain(@Nullable String comment) {
    String text = comment == null ? "" : comment;
    return text.replaceAll("(?s)\\n\\s*@\\w+ .*", "")
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .replaceAll("\\{@link #?([\\w.#]*)(\\([^)]*\\))?( [^}]*)?}", "`$1`")
        .replaceAll("</?p>", "")
        .replace("|", "\\|")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
