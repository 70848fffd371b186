package io.panoptes.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigDocumentTest {

  private enum Colour {
    DARK_RED,
    GREEN
  }

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void shouldReadEveryKindOfValue() {
    ConfigDocument document =
        parse(
            """
            text: hello
            integer: 1_000
            number: -1.5e2
            bool: true
            duration: 1.5m
            colour: dark-red
            word: b
            list: [1, 2]
            """);
    ConfigNode root = document.root();
    assertEquals("hello", root.text("text", ""));
    assertEquals(1_000, root.integer("integer", 0, 0, 9_999));
    assertEquals(-150, root.number("number", 0, -1_000, 0));
    assertTrue(root.bool("bool", false));
    assertEquals(Duration.ofSeconds(90), root.duration("duration", SECOND, SECOND, DAY));
    assertEquals(Colour.DARK_RED, root.choice("colour", Colour.GREEN));
    assertEquals("b", root.choice("word", "a", List.of("a", "b")));
    assertEquals(2, root.list("list").get(1).asNumber(0, 0, 9));
    document.finish();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "# nothing", "---", "text:\ninteger: null\nlist: ~\nbool:\n"})
  void shouldUseDefaultsForAbsentKeysAndKeysWithoutValue(String yaml) {
    ConfigDocument document = parse(yaml);
    ConfigNode root = document.root();
    assertEquals("x", root.text("text", "x"));
    assertEquals(5, root.integer("integer", 5, 0, 9));
    assertTrue(root.bool("bool", true));
    assertEquals(List.of(), root.list("list"));
    assertFalse(root.section("section").isPresent());
    assertEquals(2.5, root.section("section").number("n", 2.5, 0, 9));
    assertEquals(SECOND, root.mapping("section").duration("d", SECOND, SECOND, DAY));
    document.finish();
  }

  @Test
  void shouldReportAllProblemsAtOnceInTheOrderOfLines() {
    ConfigDocument document =
        parse(
            """
            number: many
            integer: 1.5
            bool: maybe
            duration: 5 parsecs
            far: 2d
            colour: dark_red
            word: c
            text: [a]
            list: {a: 1}
            map: 7
            txet: b
            """);
    ConfigNode root = document.root();
    root.requiredText("needed");
    assertEquals(0.5, root.number("number", 0.5, 0, 1));
    assertEquals(3, root.integer("integer", 3, 1, 8));
    assertFalse(root.bool("bool", false));
    assertEquals(SECOND, root.duration("duration", SECOND, SECOND, DAY));
    assertEquals(SECOND, root.duration("far", SECOND, SECOND, DAY));
    assertEquals(Colour.GREEN, root.choice("colour", Colour.GREEN));
    assertEquals("a", root.choice("word", "a", List.of("a", "b")));
    assertEquals("t", root.text("text", "t"));
    assertEquals(List.of(), root.list("list"));
    root.mapping("map");
    assertEquals(
        List.of(
            "line 1: needs a value for 'needed'",
            "line 1: 'number' is many; a number from 0.0 to 1.0 is allowed",
            "line 2: 'integer' is 1.5; a whole number from 1 to 8 is allowed",
            "line 3: 'bool' is maybe; true or false is allowed",
            "line 4: 'duration' is 5 parsecs; a duration such as 500ms, 20s, 5m, 2h or 7d is"
                + " needed",
            "line 5: 'far' is 2d; 1s to 1d is allowed",
            "line 6: 'colour' is dark_red; allowed are dark-red, green; did you mean 'dark-red'?",
            "line 7: 'word' is c; allowed are a, b; did you mean 'a'?",
            "line 8: 'text' must be a single value, got a list",
            "line 9: 'list' must be a list, got keys and values",
            "line 10: 'map' must hold keys and values, got a single value",
            "line 11: unknown key 'txet'; did you mean 'text'?"),
        problems(document));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", ".nan", ".inf", "1d", "0x10", "1f", "''", "1 2", "-0.1", "1.1"})
  void shouldRefuseNumbersThatAreNone(String value) {
    ConfigDocument document = parse("n: " + value);
    assertEquals(0.25, document.root().number("n", 0.25, 0, 1));
    assertEquals(1, problems(document).size());
  }

  @ParameterizedTest
  @CsvSource({
    "1ms, 0.001",
    "20s, 20",
    "5m, 300",
    "2h, 7200",
    "0.5d, 43200",
    "7 d, 604800",
    "0s, 0"
  })
  void shouldReadDurations(String text, double seconds) {
    assertEquals(Duration.ofNanos(Math.round(seconds * 1e9)), Durations.parse(text).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 0ms", "PT1.5S, 1500ms", "PT20S, 20s", "PT120S, 2m", "PT48H, 2d", "PT5H, 5h"})
  void shouldShowDurationsInTheLargestUnit(Duration duration, String shown) {
    assertEquals(shown, Durations.show(duration));
  }

  @Test
  void shouldRefuseDurationsBeyondAnyRange() {
    ConfigDocument document = parse("d: 99999999999999999999d");
    assertEquals(SECOND, document.root().duration("d", SECOND, SECOND, DAY));
    assertEquals(
        List.of("line 1: 'd' is 99999999999999999999d; 1s to 1d is allowed"), problems(document));
  }

  @Test
  void shouldSuggestTheKeyThatWasMeantOrListThemAll() {
    ConfigDocument document =
        parse("a: {jpegQuality: 1, jpeg_quality: 2, prot: 3, zzz: 4, deep: {er: 1}}");
    ConfigNode a = document.root().section("a");
    a.integer("jpeg-quality", 0, 0, 9);
    a.integer("port", 0, 0, 9);
    a.section("deep");
    assertEquals(
        List.of(
            "line 1: unknown key 'a.jpegQuality'; did you mean 'jpeg-quality'?",
            "line 1: unknown key 'a.jpeg_quality'; did you mean 'jpeg-quality'?",
            "line 1: unknown key 'a.prot'; did you mean 'port'?",
            "line 1: unknown key 'a.zzz'; allowed here are jpeg-quality, port, deep",
            "line 1: unknown key 'a.deep.er'; no keys are allowed here"),
        problems(document));
  }

  @Test
  void shouldFindUnknownKeysInsideListsOfLists() {
    ConfigDocument document = parse("rows:\n  - [{x: 1, y: 2}]\n  - [{x: 3}, 4]\n");
    List<ConfigNode> rows = document.root().list("rows");
    assertEquals(1, rows.get(0).items().get(0).integer("x", 0, 0, 9));
    assertEquals(3, rows.get(1).items().get(0).integer("x", 0, 0, 9));
    assertEquals(4, rows.get(1).items().get(1).asNumber(0, 0, 9));
    assertEquals(
        List.of("line 2: unknown key 'rows[0][0].y'; did you mean 'x'?"), problems(document));
  }

  @Test
  void shouldReportAKeyThatAppearsTwice() {
    ConfigDocument document = parse("a: 1\nb: {c: 1}\na: 2\n");
    assertEquals(1, document.root().integer("a", 0, 0, 9));
    document.root().section("b").integer("c", 0, 0, 9);
    assertEquals(List.of("line 3: 'a' appears twice, before in line 1"), problems(document));
  }

  @Test
  void shouldFollowAliases() {
    ConfigDocument document = parse("a: &shape [[0, 1]]\nb: *shape\n");
    assertEquals(1, document.root().list("a").get(0).items().get(1).asNumber(0, 0, 1));
    assertEquals(1, document.root().list("b").get(0).items().get(1).asNumber(0, 0, 1));
    document.finish();
  }

  @Test
  void shouldReportAnAliasToItself() {
    ConfigDocument document = parse("a: &a\n  b: *a\n");
    document.root().section("a").section("b");
    assertEquals(
        List.of("line 2: 'a.b' refers to itself through an alias; write it out"),
        problems(document));
  }

  @Test
  void shouldRefuseAliasesOfAliasesThatGrowWithoutEnd() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      yaml.append("a%d: &a%d [%s]%n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(6)));
    }
    assertThrows(ConfigException.class, () -> parse(yaml.toString()));
  }

  @Test
  void shouldMergeKeysThatAreNotThemselvesGiven() {
    ConfigDocument document = parse("a: &a {x: 1, y: 2, z: 3}\nb:\n  y: 5\n  <<: *a\n");
    for (String key : List.of("x", "y", "z")) {
      document.root().section("a").integer(key, 0, 0, 9);
    }
    ConfigNode b = document.root().section("b");
    assertEquals(1, b.integer("x", 0, 0, 9));
    assertEquals(5, b.integer("y", 0, 0, 9));
    assertEquals(List.of("line 1: unknown key 'b.z'; did you mean 'x'?"), problems(document));
  }

  @Test
  void shouldReportKeysThatAreNoText() {
    ConfigDocument document = parse("a:\n  [x]: 1\n");
    document.root().section("a");
    assertEquals(List.of("line 2: 'a' has a key that is not a text"), problems(document));
  }

  @Test
  void shouldReplaceEnvironmentVariables() {
    ConfigDocument document =
        parse(
            """
            a: rtsp://${USER}:${PASSWORD:-none}@host
            b: ${EMPTY:-filled}${EMPTY}
            c: $${USER}
            d: ${MISSING}
            e: ${PORT:-8080}
            f: price $5 {x}
            """,
            Map.of("USER", "a$1\\b", "EMPTY", ""));
    ConfigNode root = document.root();
    assertEquals("rtsp://a$1\\b:none@host", root.text("a", ""));
    assertEquals("filled", root.text("b", ""));
    assertEquals("${USER}", root.text("c", ""));
    assertEquals("", root.text("d", "x"));
    assertEquals(8_080, root.integer("e", 0, 0, 65_535));
    assertEquals("price $5 {x}", root.text("f", ""));
    assertEquals(
        List.of(
            "line 4: 'd' needs the environment variable MISSING, which is not set; set it or write"
                + " ${MISSING:-default}"),
        problems(document));
  }

  @Test
  void shouldReadFromDefaultsWhatACameraLeavesOut() {
    ConfigDocument document =
        parse(
            """
            defaults: {fps: 5, motion: {speed: 1}, zones: [{name: d}]}
            cameras:
              a: {fps: 10}
              b: {fps: , motion: {speed: 2}}
            """);
    ConfigNode defaults = document.root().section("defaults");
    Map<String, ConfigNode> cameras = document.root().section("cameras").entries();
    ConfigNode a = cameras.get("a").orElse(defaults);
    ConfigNode b = cameras.get("b").orElse(defaults);
    assertEquals(10, a.integer("fps", 0, 0, 99));
    assertEquals(5, b.integer("fps", 0, 0, 99));
    assertTrue(b.has("fps"));
    assertEquals(1, a.mapping("motion").integer("speed", 0, 0, 9));
    assertEquals(2, b.mapping("motion").integer("speed", 0, 0, 9));
    for (ConfigNode camera : List.of(a, b)) {
      assertEquals("d", camera.list("zones").get(0).text("name", ""));
    }
    document.finish();
  }

  @Test
  void shouldKnowTheKeysOfDefaultsThatEveryCameraReplaces() {
    ConfigDocument document =
        parse(
            """
            defaults:
              motion: {speed: 1, sped: 2, deep: {er: 1, err: 2}}
              zones: [{name: d}]
              words: {x: 1}
            cameras:
              a: {motion: {speed: 3, deep: {er: 4}}, zones: [], words: {y: 2}}
            """);
    ConfigNode camera =
        document
            .root()
            .section("cameras")
            .entries()
            .get("a")
            .orElse(document.root().section("defaults"));
    ConfigNode motion = camera.mapping("motion");
    assertEquals(3, motion.integer("speed", 0, 0, 9));
    assertEquals(4, motion.mapping("deep").integer("er", 0, 0, 9));
    assertEquals(List.of(), camera.list("zones"));
    assertEquals(1, camera.mapping("words").entries().size());
    assertEquals(
        List.of(
            "line 2: unknown key 'defaults.motion.sped'; did you mean 'speed'?",
            "line 2: unknown key 'defaults.motion.deep.err'; did you mean 'er'?"),
        problems(document));
  }

  @Test
  void shouldCheckListsOfDefaultsThatOneCameraReplacesAndAnotherUses() {
    ConfigDocument document =
        parse("defaults: {zones: [{name: d, nam: e}]}\ncameras: {a: {zones: []}, b: {}}\n");
    for (ConfigNode camera : document.root().section("cameras").entries().values()) {
      camera.orElse(document.root().section("defaults"));
      camera.list("zones").forEach(zone -> zone.text("name", ""));
    }
    assertEquals(
        List.of("line 1: unknown key 'defaults.zones[0].nam'; did you mean 'name'?"),
        problems(document));
  }

  @Test
  void shouldPutProblemsOfAbsentPlacesOnTheLineAroundThem() {
    ConfigDocument document = parse("\n\nline: {}\n");
    document.root().section("line").section("from").problem("is missing");
    assertEquals(List.of("line 3: 'line.from' is missing"), problems(document));
  }

  @Test
  void shouldSayWhereTheYamlIsBroken() {
    ConfigException e = assertThrows(ConfigException.class, () -> parse("a: 1\nb: [1, 2\nc: 3\n"));
    assertTrue(e.problems().get(0).startsWith("line 3: not valid YAML: "), e.getMessage());
    assertThrows(ConfigException.class, () -> parse("a: 1\n---\nb: 2\n"));
    assertThrows(ConfigException.class, () -> parse("a: *unknown"));
    assertThrows(ConfigException.class, () -> parse("\ta: 1"));
  }

  @Test
  void shouldRefuseAFileThatIsNoMapping() {
    ConfigDocument document = parse("- a\n- b\n");
    assertEquals(
        List.of("line 1: the file must hold keys and values, such as 'cameras:'"),
        problems(document));
  }

  @Test
  void shouldReadFiles(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("panoptes.yaml");
    Files.writeString(file, "\uFEFFa: Größe\n");
    assertEquals("Größe", ConfigDocument.read(file).root().text("a", ""));
    Files.write(file, "a: Größe".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        List.of("is not UTF-8 text; save it as UTF-8"),
        assertThrows(ConfigException.class, () -> ConfigDocument.read(file)).problems());
    assertEquals(
        List.of("there is no such file"),
        assertThrows(ConfigException.class, () -> ConfigDocument.read(folder.resolve("no.yaml")))
            .problems());
    assertThrows(ConfigException.class, () -> ConfigDocument.read(folder));
  }

  @Test
  void shouldCountItsProblemsInTheMessage() {
    ConfigException e = new ConfigException("x.yaml", List.of("line 1: a", "line 2: b"));
    assertEquals(
        List.of("x.yaml: 2 problems", "  line 1: a", "  line 2: b"),
        e.getMessage().lines().toList());
  }

  private static ConfigDocument parse(String yaml) {
    return parse(yaml, Map.of());
  }

  private static ConfigDocument parse(String yaml, Map<String, String> environment) {
    return ConfigDocument.parse("test.yaml", yaml, environment);
  }

  private static List<String> problems(ConfigDocument document) {
    return assertThrows(ConfigException.class, document::finish).problems();
  }
}
