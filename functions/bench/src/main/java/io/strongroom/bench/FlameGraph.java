package io.strongroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Draws where the samples of a flight recording were taken: one box a frame, as wide as its share.
 */
final class FlameGraph {

  private static final int WIDTH = 1600;
  private static final int ROW = 16;
  private static final double LEAST_WIDTH = 0.6;

  private final String name;
  private final Map<String, FlameGraph> callees = new TreeMap<>();
  private long samples;

  private FlameGraph(String name) {
    this.name = name;
  }

  /** Writes nothing where there is no recording. */
  static void write(Path recording, Path svg) throws IOException {
    if (!Files.exists(recording)) {
      return;
    }
    FlameGraph all = new FlameGraph("all");
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().equals("jdk.ExecutionSample")
            && event.getStackTrace() != null) {
          all.add(event.getStackTrace().getFrames().reversed());
        }
      }
    }
    Files.writeString(svg, all.draw());
  }

  private void add(List<RecordedFrame> fromRoot) {
    samples++;
    FlameGraph at = this;
    for (RecordedFrame frame : fromRoot) {
      String type = frame.getMethod().getType().getName();
      String method = type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethod().getName();
      at = at.callees.computeIfAbsent(method, FlameGraph::new);
      at.samples++;
    }
  }

  private int depth() {
    return 1 + callees.values().stream().mapToInt(FlameGraph::depth).max().orElse(0);
  }

  private String draw() {
    int height = depth() * ROW;
    List<String> boxes = new ArrayList<>();
    box(boxes, 0, 0, (double) WIDTH / Math.max(1, samples));
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="monospace" font-size="10">
        %s
        </svg>
        """
        .formatted(WIDTH, height, String.join("\n", boxes));
  }

  private void box(List<String> boxes, int row, double left, double scale) {
    double width = samples * scale;
    if (width < LEAST_WIDTH) {
      return;
    }
    String title = escaped(name) + " (" + samples + ")";
    int letters = (int) (width / 6.2);
    boxes.add(
        "<g><title>%s</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"hsl(%d,70%%,70%%)\"/><text x=\"%.1f\" y=\"%d\">%s</text></g>"
            .formatted(
                title,
                left,
                row * ROW,
                width,
                ROW - 1,
                20 + Math.floorMod(name.hashCode(), 40),
                left + 2,
                row * ROW + 11,
                escaped(name.substring(0, Math.min(name.length(), letters)))));
    double x = left;
    for (FlameGraph callee : callees.values()) {
      callee.box(boxes, row + 1, x, scale);
      x += callee.samples * scale;
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
