package io.strongroom.endtoend;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The sources of all modules that are shipped, parsed and no more. */
final class SourceTree {

  private static final Path SOURCES = Path.of("src", "main", "java");

  private final List<Source> sources;

  private SourceTree(List<Source> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * One file.
   *
   * @param name from the repository's root, with slashes
   */
  record Source(String name, CompilationUnitTree unit, SourcePositions positions) {

    /** Lines from the first character of {@code tree} to its last. */
    long lines(Tree tree) {
      LineMap lines = unit.getLineMap();
      long first = lines.getLineNumber(positions.getStartPosition(unit, tree));
      long last = lines.getLineNumber(positions.getEndPosition(unit, tree));
      return last - first + 1;
    }

    /** What stands before {@code tree}, without the white space between. */
    String before(Tree tree) {
      try {
        return unit.getSourceFile()
            .getCharContent(true)
            .subSequence(0, (int) positions.getStartPosition(unit, tree))
            .toString()
            .stripTrailing();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Lines of the file. */
    long lines() {
      return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, unit));
    }

    /** The types that stand in the file for themselves. */
    Stream<ClassTree> types() {
      return unit.getTypeDecls().stream()
          .filter(ClassTree.class::isInstance)
          .map(ClassTree.class::cast);
    }
  }

  /** Parses what is below {@code root}. */
  static SourceTree parse(Path root) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  diagnostic -> {},
                  List.of("--add-modules", "jdk.incubator.vector"),
                  null,
                  files.getJavaFileObjectsFromPaths(paths(root)));
      List<Source> sources = new ArrayList<>();
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        Path path = Path.of(unit.getSourceFile().toUri());
        String name = root.toAbsolutePath().normalize().relativize(path).toString();
        sources.add(new Source(name.replace('\\', '/'), unit, positions));
      }
      return new SourceTree(sources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> paths(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root.toAbsolutePath().normalize())) {
      return all.filter(SourceTree::isShipped).toList();
    }
  }

  private static boolean isShipped(Path path) {
    String text = path.toString();
    return text.endsWith(".java")
        && text.contains(SOURCES.toString())
        && !text.contains("target")
        && !path.endsWith("package-info.java");
  }

  /** All files. */
  Stream<Source> sources() {
    return sources.stream();
  }
}
