package io.panoptes.app.cli;

import io.panoptes.segment.model.Device;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.train.tensorflow.Trainer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of the commands that train: on what, and with how many threads. */
final class ComputeOptions {

  @Option(
      names = "--device",
      paramLabel = "cpu|gpu|gpu:N",
      defaultValue = "cpu",
      description = "Where to train; a GPU needs a build with -Pgpu (default: ${DEFAULT-VALUE}).")
  private String device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Equal seeds and threads give equal weights (default: all processors).")
  private Integer threads;

  /**
   * @throws ParameterException when one of them makes no sense
   * @throws io.panoptes.segment.SegmenterException when the device is not there
   */
  RuntimeOptions read(CommandSpec spec) {
    if (threads != null && threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads " + threads + " must be at least 1");
    }
    Device where =
        Device.parse(device)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "--device " + device + " must be cpu, gpu or gpu:0, gpu:1, ..."));
    int number = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    RuntimeOptions runtime = new RuntimeOptions(number, where, 1);
    Trainer.check(runtime);
    return runtime;
  }
}
