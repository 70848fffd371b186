package io.panoptes.train.report;

import io.panoptes.eval.panoptic.PanopticCategoryResult;
import io.panoptes.eval.semantic.ClassIou;
import io.panoptes.train.report.History.Loss;
import io.panoptes.train.report.History.Score;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One page that shows a training run: curves, tables and pictures. It needs no other file and no
 * network. Not safe for threads.
 */
public final class TrainingReport {

  private static final String STYLE =
      """
      body{font:15px/1.5 system-ui,sans-serif;max-width:1100px;margin:2em auto;padding:0 1em;color:#222}
      h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em}
      table{border-collapse:collapse}td,th{padding:.15em .9em;text-align:right;border-bottom:1px solid #ddd}
      td:first-child,th:first-child{text-align:left}
      .curves{display:grid;grid-template-columns:1fr 1fr;gap:1em}svg{width:100%;background:#fafafa}
      img{width:100%;margin:.3em 0}p.note{color:#666}
      """;

  private final String title;
  private final List<String> facts = new ArrayList<>();
  private final History history;
  private final List<String> pictures = new ArrayList<>();
  private Optional<Validation.Result> validation = Optional.empty();

  public TrainingReport(String title, History history) {
    this.title = title;
    this.history = history;
  }

  /** A line about the run. */
  public void fact(String name, Object value) {
    facts.add(name + ": " + value);
  }

  public void validation(Validation.Result result) {
    validation = Optional.of(result);
  }

  /** Adds a picture of {@link Comparison#jpeg}. */
  public void picture(String name, byte[] jpeg) {
    pictures.add(
        "<figure><figcaption>%s</figcaption><img alt=\"%s\" src=\"data:image/jpeg;base64,%s\">"
                .formatted(escape(name), escape(name), Base64.getEncoder().encodeToString(jpeg))
            + "</figure>\n");
  }

  /** Writes the page. */
  public void write(Path file) throws IOException {
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
    html.append(escape(title)).append("</title><style>").append(STYLE);
    html.append("</style></head><body>\n<h1>").append(escape(title)).append("</h1>\n<p>");
    facts.forEach(fact -> html.append(escape(fact)).append("<br>\n"));
    html.append("</p>\n<h2>Curves</h2>\n<div class=\"curves\">\n");
    curves(html);
    html.append("</div>\n");
    validation.ifPresent(result -> tables(html, result));
    if (!pictures.isEmpty()) {
      html.append("<h2>Pictures</h2><p class=\"note\">Picture, labels, prediction. Dark is void:");
      html.append(" not known.</p>\n");
      pictures.forEach(html::append);
    }
    html.append("</body></html>\n");
    Files.writeString(file, html, StandardCharsets.UTF_8);
  }

  private void curves(StringBuilder html) {
    List<Loss> losses = history.losses();
    List<Score> scores = history.scores();
    Curve loss = new Curve("Loss");
    loss.line("total", points(losses, Loss::step, Loss::total));
    loss.line("semantic", points(losses, Loss::step, Loss::semantic));
    loss.line("centre", points(losses, Loss::step, Loss::centre));
    loss.line("offset", points(losses, Loss::step, Loss::offset));
    html.append(loss.svg());
    Curve speed = new Curve("Images/s");
    speed.line("images/s", points(losses, Loss::step, Loss::imagesPerSecond));
    html.append(speed.svg());
    Curve quality = new Curve("Validation PQ");
    quality.line("PQ", points(scores, Score::step, Score::pq));
    quality.line("things", points(scores, Score::step, Score::thingsPq));
    quality.line("stuff", points(scores, Score::step, Score::stuffPq));
    html.append(quality.svg());
    Curve pixels = new Curve("Validation mIoU and things' recall");
    pixels.line("mIoU", points(scores, Score::step, Score::meanIou));
    pixels.line("recall", points(scores, Score::step, Score::thingsRecall));
    html.append(pixels.svg());
  }

  private static <T> double[][] points(List<T> rows, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
    double[][] points = new double[rows.size()][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[] {x.applyAsDouble(rows.get(i)), y.applyAsDouble(rows.get(i))};
    }
    return points;
  }

  private static void tables(StringBuilder html, Validation.Result result) {
    html.append("<h2>Validation</h2>\n<table><tr><th>against</th><th>pictures</th><th>PQ</th>");
    html.append("<th>PQ things</th><th>PQ stuff</th><th>mIoU</th><th>things' recall</th></tr>\n");
    row(html, "all labels", result.all());
    for (Map.Entry<String, Figures> group : result.byGroup().entrySet()) {
      row(html, group.getKey().isEmpty() ? "(no source)" : group.getKey(), group.getValue());
    }
    html.append("</table>\n");
    result.humanPeople().ifPresent(people -> people(html, people));
    html.append("<h2>Categories</h2>\n<table><tr><th>category</th><th>PQ</th><th>SQ</th>");
    html.append("<th>RQ</th><th>TP</th><th>FP</th><th>FN</th><th>IoU</th></tr>\n");
    List<ClassIou> ious = result.all().semantic().perClass();
    List<PanopticCategoryResult> categories = result.all().panoptic().perCategory();
    for (int i = 0; i < categories.size(); i++) {
      PanopticCategoryResult category = categories.get(i);
      html.append(
          "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%d</td><td>%d</td><td>%d</td>"
                  .formatted(
                      escape(category.category().name()),
                      percent(category.pq()),
                      percent(category.sq()),
                      percent(category.rq()),
                      category.truePositives(),
                      category.falsePositives(),
                      category.falseNegatives())
              + "<td>%s</td></tr>%n".formatted(percent(ious.get(i).iou())));
    }
    html.append("</table>\n");
  }

  private static void row(StringBuilder html, String name, Figures figures) {
    html.append(
        "<tr><td>%s</td><td>%d</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>%n"
            .formatted(
                escape(name),
                figures.pictures(),
                percent(figures.pq()),
                percent(figures.panoptic().things().pq()),
                percent(figures.panoptic().stuff().pq()),
                percent(figures.meanIou()),
                percent(figures.thingsRecall())));
  }

  private static void people(StringBuilder html, Figures people) {
    PanopticCategoryResult person = people.panoptic().perCategory().get(0);
    html.append(
        "<p>People against masks that people drew, %d pictures: PQ %s, recall %s, IoU %s.</p>%n"
            .formatted(
                people.pictures(),
                percent(person.pq()),
                percent(people.thingsRecall()),
                percent(people.semantic().perClass().get(0).iou())));
  }

  private static String percent(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.1f", 100 * value);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
