package io.panoptes.segment.worker;

import io.panoptes.segment.Segmentation;
import io.panoptes.segment.appearance.Looks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a batch so that a picture that breaks the segmenter takes no other with it. */
final class BatchRun {

  private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

  private BatchRun() {}

  /** The results of those tasks that have one; the others get a reason. */
  static Map<Task, Segmentation> segment(Lane lane, List<Task> tasks, Looks looks) {
    Map<Task, Segmentation> results = new LinkedHashMap<>();
    if (tasks.isEmpty()) {
      return results;
    }
    try {
      List<Segmentation> segmented = lane.segment(tasks.stream().map(Task::picture).toList());
      for (int i = 0; i < tasks.size(); i++) {
        Task task = tasks.get(i);
        task.model = lane.resultModel();
        results.put(task, looks.add(task.appearance, segmented.get(i), task.image));
      }
    } catch (RuntimeException e) {
      if (tasks.size() == 1) {
        LOG.warn("{} failed on frame {}", lane.model, tasks.get(0).frame.id(), e);
        tasks.get(0).reason = "segmenter";
        tasks.get(0).cause = lane.model + " failed: " + e;
      } else {
        results.clear();
        for (Task task : tasks) {
          results.putAll(segment(lane, List.of(task), looks));
        }
      }
    }
    return results;
  }
}
