package io.panoptes.bench.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How fast the whole pipeline is beside a bare loop that decodes, compresses one JPEG, segments and
 * writes the overlay video. Both run in fresh processes with equal heaps, turn and turn about, so
 * that both pay their warm-up and a slower minute of the machine hits both.
 */
public final class ReplayBenchmark {

  private static final String HEAP = "-Xmx2g";
  private static final String COLLECTOR = "-XX:+UseParallelGC";

  private final BenchmarkOptions options;

  private ReplayBenchmark(BenchmarkOptions options) {
    this.options = options;
  }

  /** See {@link BenchmarkOptions#USAGE}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BenchmarkOptions options;
    try {
      options = BenchmarkOptions.parse(arguments);
      if (!Files.isRegularFile(options.clip())) {
        throw new IllegalArgumentException(
            "there is no clip "
                + options.clip()
                + "; ./panoptes demo fetches one, or name another");
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(BenchmarkOptions.USAGE);
      System.exit(2);
      return;
    }
    String report = new ReplayBenchmark(options).run();
    Path file = options.out().resolve("replay.md");
    Files.writeString(file, report);
    System.out.print(report);
    System.out.println();
    System.out.println(file);
  }

  private String run() throws IOException, InterruptedException {
    Files.createDirectories(options.out());
    String loadBefore = Machine.load();
    List<Pairs> measured = new ArrayList<>();
    for (int times : options.loops()) {
      Path clip = Clips.repeated(options.clip(), times, options.out().resolve("clips"));
      for (String segmenter : options.segmenters()) {
        measured.add(measure(clip, times, segmenter));
      }
    }
    return Report.markdown(Machine.describe(), loadBefore, Machine.load(), measured);
  }

  private Pairs measure(Path clip, int times, String segmenter)
      throws IOException, InterruptedException {
    List<Measurement> bare = new ArrayList<>();
    List<Measurement> replay = new ArrayList<>();
    for (int run = 0; run < options.runs(); run++) {
      boolean bareFirst = run % 2 == 0;
      if (bareFirst) {
        bare.add(bare(clip, segmenter));
      }
      replay.add(replay(clip, segmenter));
      if (!bareFirst) {
        bare.add(bare(clip, segmenter));
      }
      System.err.printf(
          "%s ×%d, %s, pair %d of %d: bare %.1f frames/s, replay %.1f; load %s%n",
          options.clip().getFileName(),
          times,
          segmenter,
          run + 1,
          options.runs(),
          bare.get(run).framesPerSecond(),
          replay.get(run).framesPerSecond(),
          Machine.load());
    }
    String name = "%s, %d frames".formatted(options.clip().getFileName(), bare.get(0).frames());
    return new Pairs(name, segmenter, bare, replay);
  }

  private Measurement bare(Path clip, String segmenter) throws IOException, InterruptedException {
    Path out = options.out().resolve("bare-" + segmenter);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            HEAP,
            COLLECTOR,
            "-cp",
            System.getProperty("java.class.path"),
            BareLoop.class.getName(),
            clip.toString(),
            segmenter,
            Integer.toString(options.threads()),
            out.toString());
    return Child.measure(command, Map.of(), out);
  }

  private Measurement replay(Path clip, String segmenter) throws IOException, InterruptedException {
    Path out = options.out().resolve("replay-" + segmenter);
    List<String> command =
        List.of(
            options.panoptes().toString(),
            "replay",
            clip.toString(),
            "--segmenter",
            segmenter,
            "--out",
            out.toString());
    return Child.measure(command, Map.of("PANOPTES_JAVA_OPTS", HEAP), out);
  }
}
