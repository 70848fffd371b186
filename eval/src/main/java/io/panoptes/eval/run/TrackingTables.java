package io.panoptes.eval.run;

import io.panoptes.eval.report.ReportTable;
import io.panoptes.eval.tracking.ClearResult;
import io.panoptes.eval.tracking.HotaResult;
import io.panoptes.eval.tracking.IdentityResult;
import io.panoptes.eval.tracking.TrackingMetrics;
import java.util.List;
import java.util.Map;

/** Tracking results as tables with TrackEval's names. */
final class TrackingTables {

  private TrackingTables() {}

  /**
   * @param rows results by label, in the order to be shown
   * @param masks whether CLEAR is MOTSA rather than MOTA
   */
  static List<ReportTable> of(Map<String, TrackingMetrics.Result> rows, boolean masks) {
    ReportTable.Builder hota =
        new ReportTable.Builder(
            "HOTA",
            "HOTA",
            "DetA",
            "AssA",
            "DetRe",
            "DetPr",
            "AssRe",
            "AssPr",
            "LocA",
            "RHOTA",
            "HOTA(0)",
            "LocA(0)",
            "HOTALocA(0)");
    ReportTable.Builder clear =
        masks
            ? new ReportTable.Builder(
                "CLEAR",
                "MOTSA",
                "sMOTSA",
                "MOTSP",
                "MODSA",
                "Re",
                "Pr",
                "F1",
                "IDSW",
                "MT",
                "PT",
                "ML",
                "Frag",
                "TP",
                "FN",
                "FP",
                "FP/frame",
                "MOTSAL")
            : new ReportTable.Builder(
                "CLEAR",
                "MOTA",
                "sMOTA",
                "MOTP",
                "MODA",
                "Re",
                "Pr",
                "F1",
                "IDSW",
                "MT",
                "PT",
                "ML",
                "Frag",
                "TP",
                "FN",
                "FP",
                "FP/frame",
                "MOTAL");
    ReportTable.Builder identity =
        new ReportTable.Builder("Identity", "IDF1", "IDP", "IDR", "IDTP", "IDFN", "IDFP");
    rows.forEach(
        (label, result) -> {
          hotaRow(hota, label, result.hota());
          clearRow(clear, label, result.clear());
          identityRow(identity, label, result.identity());
        });
    return List.of(hota.build(), clear.build(), identity.build());
  }

  private static void hotaRow(ReportTable.Builder table, String label, HotaResult result) {
    table.row(
        label,
        result.hota(),
        result.detA(),
        result.assA(),
        result.detRe(),
        result.detPr(),
        result.assRe(),
        result.assPr(),
        result.locA(),
        result.recallHota(),
        result.hotaAtLowest(),
        result.locAAtLowest(),
        result.hotaLocAAtLowest());
  }

  private static void clearRow(ReportTable.Builder table, String label, ClearResult result) {
    table.row(
        label,
        result.mota(),
        result.smota(),
        result.motp(),
        result.moda(),
        result.recall(),
        result.precision(),
        result.f1(),
        result.switches(),
        result.mostlyTracked(),
        result.partlyTracked(),
        result.mostlyLost(),
        result.fragments(),
        result.truePositives(),
        result.falseNegatives(),
        result.falsePositives(),
        result.falsePositivesPerFrame(),
        result.motal());
  }

  private static void identityRow(ReportTable.Builder table, String label, IdentityResult result) {
    table.row(
        label,
        result.idf1(),
        result.precision(),
        result.recall(),
        result.truePositives(),
        result.falseNegatives(),
        result.falsePositives());
  }

  /** HOTA's numbers at every threshold. */
  static ReportTable perAlpha(HotaResult result) {
    ReportTable.Builder table =
        new ReportTable.Builder(
            "HOTA per threshold", "HOTA", "DetA", "AssA", "LocA", "TP", "FN", "FP");
    for (HotaResult.AtAlpha at : result.atAlpha()) {
      table.row(
          String.format(java.util.Locale.ROOT, "%.2f", at.alpha()),
          at.hota(),
          at.detA(),
          at.assA(),
          at.locA(),
          at.truePositives(),
          at.falseNegatives(),
          at.falsePositives());
    }
    return table.build();
  }
}
