package io.panoptes.sink.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.geometry.Line;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.sink.testing.Scenes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The line goes straight up at x = 50 from y = 80 to y = 20: its left is the picture's left. */
class LineRuleTest {

  private static final Line UPWARDS = new Line(new Point(0.5, 0.8), new Point(0.5, 0.2));
  private static final int ROUNDS = 300;

  private static CameraRules rules(Line line, Rule.Direction direction) {
    return new CameraRules(
        Map.of(),
        Map.of("door", line),
        List.of(
            new Rule.LineCrossed(
                "crossing", "door", List.of(), Alert.Severity.WARNING, 0.02, direction)));
  }

  private static List<Alert> walk(CameraRules rules, List<Point> feet) {
    RuleEngine engine = new RuleEngine(Scenes.GATE, rules, "");
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < feet.size(); i++) {
      alerts.addAll(
          engine.onFrame(Scenes.frame(i, Scenes.person(1, feet.get(i).x(), feet.get(i).y()))));
    }
    alerts.addAll(engine.onEnd(Scenes.end(1, feet.size())));
    return alerts;
  }

  private static List<String> directions(CameraRules rules, List<Point> feet) {
    return walk(rules, feet).stream().map(Alert::direction).toList();
  }

  private static List<Point> at(double y, double... xs) {
    List<Point> feet = new ArrayList<>();
    for (double x : xs) {
      feet.add(new Point(x, y));
    }
    return feet;
  }

  @Test
  void shouldTellTheDirectionOfACrossing() {
    CameraRules rules = rules(UPWARDS, Rule.Direction.BOTH);
    assertEquals(List.of("left-to-right"), directions(rules, at(50, 40, 45, 55, 60)));
    assertEquals(List.of("right-to-left"), directions(rules, at(50, 60, 55, 45, 40)));
  }

  @Test
  void shouldCountOnlyTheDirectionAskedFor() {
    CameraRules rules = rules(UPWARDS, Rule.Direction.RIGHT_TO_LEFT);
    assertEquals(List.of("right-to-left"), directions(rules, at(50, 40, 60, 40, 60)));
  }

  @Test
  void shouldCountARealReturnInTheOtherDirection() {
    CameraRules rules = rules(UPWARDS, Rule.Direction.BOTH);
    assertEquals(
        List.of("left-to-right", "right-to-left", "left-to-right"),
        directions(rules, at(50, 40, 60, 40, 60)));
  }

  @Test
  void shouldWaitUntilTheHysteresisIsLeftBehind() {
    CameraRules rules = rules(UPWARDS, Rule.Direction.BOTH);
    assertEquals(List.of(), directions(rules, at(50, 40, 52)));
    assertEquals(List.of("left-to-right"), directions(rules, at(50, 40, 52.001)));
  }

  @Test
  void shouldNotCountAWayAroundTheEndOfTheLine() {
    CameraRules rules = rules(UPWARDS, Rule.Direction.BOTH);
    assertEquals(List.of(), directions(rules, at(90, 40, 60)));
    assertEquals(List.of("left-to-right"), directions(rules, at(80, 40, 60)));
    List<Point> thereAndAround =
        List.of(new Point(40, 90), new Point(60, 90), new Point(60, 50), new Point(40, 50));
    assertEquals(List.of("right-to-left"), directions(rules, thereAndAround));
  }

  @Test
  void shouldNotCountACrossingThatNobodySawBegin() {
    CameraRules rules = rules(UPWARDS, Rule.Direction.BOTH);
    assertEquals(List.of(), directions(rules, at(50, 49.5, 50.5, 60)));
  }

  @Test
  void shouldCountACrossingThatWasHiddenOrBeganTentatively() {
    CameraRules rules = rules(UPWARDS, Rule.Direction.BOTH);
    RuleEngine engine = new RuleEngine(Scenes.GATE, rules, "");
    List<Alert> alerts = new ArrayList<>();
    TrackedSegment young = Scenes.track(1, 40, 50, TrackState.TENTATIVE, Scenes.PERSON, 1);
    TrackedSegment across = Scenes.track(1, 60, 50, TrackState.TENTATIVE, Scenes.PERSON, 1);
    alerts.addAll(engine.onFrame(Scenes.frame(0, young)));
    alerts.addAll(engine.onFrame(Scenes.frame(1, across)));
    assertEquals(List.of(), alerts, "a tentative track raises nothing");
    alerts.addAll(engine.onFrame(Scenes.frame(2, Scenes.person(1, 61, 50))));
    assertEquals(1, alerts.size());
    alerts.addAll(engine.onFrame(Scenes.frame(3, Scenes.hidden(1, 45, 50, TrackState.OCCLUDED))));
    alerts.addAll(engine.onFrame(Scenes.frame(4, Scenes.hidden(1, 40, 50, TrackState.LOST))));
    assertEquals(1, alerts.size(), "a prediction crosses nothing");
    alerts.addAll(engine.onFrame(Scenes.frame(5, Scenes.person(1, 40, 50))));
    assertEquals("right-to-left", alerts.get(1).direction());
  }

  @Test
  void shouldLeaveOutOtherCategories() {
    CameraRules rules =
        Scenes.rules(
            """
            lines:
              door: {from: [0.5, 0.8], to: [0.5, 0.2]}
            rules:
              - {kind: line-crossed, line: door, categories: [vehicle]}
            """);
    RuleEngine engine = new RuleEngine(Scenes.GATE, rules, "");
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      double x = 40 + 20 * i;
      alerts.addAll(
          engine.onFrame(
              Scenes.frame(
                  i,
                  Scenes.person(1, x, 50),
                  Scenes.track(2, x, 60, TrackState.CONFIRMED, Scenes.CAR, 2))));
    }
    assertEquals(List.of("car"), alerts.stream().map(Alert::category).toList());
  }

  @Test
  void shouldCountJitterAboutTheLineAtMostOnce() {
    Random random = new Random(1);
    CameraRules rules = rules(UPWARDS, Rule.Direction.BOTH);
    for (int round = 0; round < ROUNDS; round++) {
      List<Point> feet = new ArrayList<>(at(50, 40));
      for (int i = 0; i < 40; i++) {
        feet.add(new Point(48 + 4 * random.nextDouble(), 30 + 40 * random.nextDouble()));
      }
      boolean over = random.nextBoolean();
      feet.add(new Point(over ? 60 : 40, 50));
      assertEquals(
          over ? List.of("left-to-right") : List.of(), directions(rules, feet), "round " + round);
    }
  }

  @Test
  void shouldCountAFastObjectExactlyOnce() {
    Random random = new Random(2);
    CameraRules rules = rules(UPWARDS, Rule.Direction.BOTH);
    for (int round = 0; round < ROUNDS; round++) {
      double speed = 1 + 90 * random.nextDouble();
      List<Point> feet = new ArrayList<>();
      for (double x = 40 * random.nextDouble(); x < 60 + speed; x += speed) {
        feet.add(new Point(x, 50));
      }
      assertEquals(List.of("left-to-right"), directions(rules, feet), "speed " + speed);
    }
  }

  @Test
  void shouldAlternateDirectionsWhateverTheWay() {
    Random random = new Random(3);
    Line everywhere = new Line(new Point(0.5, 1), new Point(0.5, 0));
    CameraRules rules = rules(everywhere, Rule.Direction.BOTH);
    for (int round = 0; round < ROUNDS; round++) {
      List<Point> feet = randomWay(random, 60);
      List<String> directions = directions(rules, feet);
      for (int i = 1; i < directions.size(); i++) {
        assertTrue(!directions.get(i).equals(directions.get(i - 1)), directions.toString());
      }
    }
  }

  @Test
  void shouldTurnDirectionsAroundWithTheLine() {
    Random random = new Random(4);
    Line downwards = new Line(UPWARDS.to(), UPWARDS.from());
    for (int round = 0; round < ROUNDS; round++) {
      List<Point> feet = randomWay(random, 30);
      List<String> turned =
          directions(rules(downwards, Rule.Direction.BOTH), feet).stream()
              .map(d -> d.equals("left-to-right") ? "right-to-left" : "left-to-right")
              .toList();
      assertEquals(directions(rules(UPWARDS, Rule.Direction.BOTH), feet), turned);
    }
  }

  @Test
  void shouldCountAsManyCrossingsOnTheWayBack() {
    Random random = new Random(5);
    CameraRules rules = rules(UPWARDS, Rule.Direction.BOTH);
    for (int round = 0; round < ROUNDS; round++) {
      List<Point> feet = new ArrayList<>(List.of(new Point(10, 50)));
      feet.addAll(randomWay(random, 20));
      feet.add(new Point(random.nextBoolean() ? 10 : 90, 50));
      List<Point> back = new ArrayList<>(feet);
      Collections.reverse(back);
      int there = directions(rules, feet).size();
      assertEquals(there % 2, directions(rules, back).size() % 2, feet.toString());
    }
  }

  private static List<Point> randomWay(Random random, int steps) {
    List<Point> feet = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      feet.add(new Point(100 * random.nextDouble(), 100 * random.nextDouble()));
    }
    return feet;
  }
}
