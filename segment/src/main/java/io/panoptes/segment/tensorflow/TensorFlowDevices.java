package io.panoptes.segment.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteDeviceList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetCode;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Message;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_OK;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;

import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.Device;
import io.panoptes.segment.model.RuntimeOptions;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/**
 * Where TensorFlow runs its graphs. One process sees one GPU: the first session decides which, and
 * all models of a process have the same configuration.
 */
public final class TensorFlowDevices {

  private static final String GPU = "GPU:";

  private TensorFlowDevices() {}

  /** What a session is made with: one GPU that grows as it needs to, or none that it could see. */
  public static ConfigProto config(RuntimeOptions options) {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(options.threads())
            .setInterOpParallelismThreads(options.threads())
            .setAllowSoftPlacement(true);
    if (options.device().isGpu()) {
      config.setGpuOptions(
          GPUOptions.newBuilder()
              .setVisibleDeviceList(Integer.toString(options.device().gpu()))
              .setAllowGrowth(true)
              .setPerProcessGpuMemoryFraction(options.gpuMemory()));
    } else {
      config.putDeviceCount("GPU", 0);
    }
    return config.build();
  }

  /**
   * Makes sure that a GPU that is asked for is there; TensorFlow would run on the CPU in silence.
   *
   * @throws SegmenterException when it is not
   */
  public static void check(Device device, ConfigProto config) {
    if (!device.isGpu()) {
      return;
    }
    List<String> found = list(config);
    if (found.stream().noneMatch(name -> name.startsWith(GPU))) {
      throw new SegmenterException(
          ("the device is %s, but TensorFlow finds only %s; use the device cpu, or build with -Pgpu"
                  + " and install NVIDIA's driver, CUDA and cuDNN (see docs/models.md)")
              .formatted(device, found.isEmpty() ? "no device" : String.join(", ", found)));
    }
  }

  /** The devices of a session, such as {@code CPU:0}; empty when no session can be made. */
  private static List<String> list(ConfigProto config) {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
      BytePointer bytes = new BytePointer(config.toByteArray());
      TF_SetConfig(options, bytes, bytes.limit(), status);
      requireOk(status);
      TF_Session session = TF_Session.newSession(TF_Graph.newGraph(), options, status);
      if (TF_GetCode(status) != TF_OK) {
        return List.of();
      }
      TF_DeviceList devices = TF_SessionListDevices(session, status);
      requireOk(status);
      try {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < TF_DeviceListCount(devices); i++) {
          String name = TF_DeviceListName(devices, i, status).getString();
          names.add(name.substring(name.lastIndexOf("device:") + "device:".length()));
        }
        return names;
      } finally {
        TF_DeleteDeviceList(devices);
      }
    }
  }

  private static void requireOk(TF_Status status) {
    if (TF_GetCode(status) != TF_OK) {
      throw new SegmenterException(
          "TensorFlow cannot list its devices: " + TF_Message(status).getString());
    }
  }
}
