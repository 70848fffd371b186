package io.panoptes.app.cli.eval;

import io.panoptes.eval.report.EvalReport;
import io.panoptes.eval.report.ReportFormat;
import io.panoptes.eval.run.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all evaluations have in common. */
final class EvalOptions {

  @Option(
      names = "--gt",
      required = true,
      paramLabel = "PATH",
      description = "Ground truth: a file or a folder, as the command says.")
  private Path truth;

  @Option(
      names = "--pred",
      required = true,
      paramLabel = "PATH",
      description = "Prediction: a file or a folder, as the command says.")
  private Path prediction;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json|csv",
      description = "How the numbers are written (default: ${DEFAULT-VALUE}).")
  private String format;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that work at once (default: one for each processor).")
  private Integer threads;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  Path truth() {
    return truth;
  }

  Path prediction() {
    return prediction;
  }

  int threads() {
    if (threads == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (threads < 1) {
      throw usage("--threads " + threads + " must be at least 1");
    }
    return threads;
  }

  ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  /** Runs an evaluation and writes its report to standard output. */
  int run(Function<Progress, EvalReport> evaluation) {
    ReportFormat chosen = Choices.of(ReportFormat.class, format, "--format", this);
    PrintWriter err = spec.commandLine().getErr();
    ProgressLine progress = new ProgressLine(err, System.console() != null);
    EvalReport report;
    try {
      report = evaluation.apply(progress);
    } finally {
      progress.clear();
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(chosen.write(report));
    out.flush();
    return 0;
  }
}
