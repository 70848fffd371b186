package io.panoptes.segment.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.Device;
import io.panoptes.segment.model.RuntimeOptions;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Where ONNX Runtime runs its graphs. */
final class OnnxDevices {

  private OnnxDevices() {}

  /**
   * Options of a session; the caller closes them.
   *
   * @throws SegmenterException when a GPU is asked for that is not there
   */
  static OrtSession.SessionOptions sessionOptions(RuntimeOptions options) throws OrtException {
    if (options.device().isGpu()) {
      requireCuda(options.device(), OrtEnvironment.getAvailableProviders());
    }
    OrtSession.SessionOptions sessionOptions = new OrtSession.SessionOptions();
    try {
      sessionOptions.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      sessionOptions.setIntraOpNumThreads(options.threads());
      sessionOptions.setInterOpNumThreads(1);
      // Threads that wait must leave the processor to the other stages of the pipeline.
      sessionOptions.addConfigEntry("session.intra_op.allow_spinning", "0");
      if (options.device().isGpu()) {
        addCuda(sessionOptions, options);
      }
      return sessionOptions;
    } catch (OrtException | RuntimeException e) {
      sessionOptions.close();
      throw e;
    }
  }

  private static void requireCuda(Device device, Set<OrtProvider> available) {
    if (!available.contains(OrtProvider.CUDA)) {
      String found =
          available.stream()
              .map(provider -> provider.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
      throw new SegmenterException(
          ("segment.device is %s, but ONNX Runtime finds only %s; use segment.device: cpu, or build"
                  + " with -Pgpu and install NVIDIA's driver, CUDA and cuDNN (see docs/models.md)")
              .formatted(device, found));
    }
  }

  private static void addCuda(OrtSession.SessionOptions sessionOptions, RuntimeOptions options)
      throws OrtException {
    int gpu = options.device().gpu();
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(gpu)) {
      cuda.add("arena_extend_strategy", "kSameAsRequested");
      if (options.gpuMemory() < 1) {
        long bytes = (long) (options.gpuMemory() * GpuMemory.totalBytes(gpu));
        cuda.add("gpu_mem_limit", Long.toString(bytes));
      }
      sessionOptions.addCUDA(cuda);
    } catch (OrtException e) {
      throw new SegmenterException(
          ("segment.device is %s, but ONNX Runtime cannot use it: %s; use segment.device: cpu, or"
                  + " install NVIDIA's driver, CUDA and cuDNN (see docs/models.md)")
              .formatted(options.device(), e.getMessage()),
          e);
    }
  }
}
