package io.panoptes.track.category;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import org.junit.jupiter.api.Test;

class CategoryVotesTest {

  private static final Category PERSON = CategoryCatalog.STREET.get("person");
  private static final Category CAR = CategoryCatalog.STREET.get("car");

  private final CategoryVotes votes = new CategoryVotes();

  @Test
  void shouldBeSureWhenAllAgree() {
    votes.vote(PERSON, 0.5);
    votes.vote(PERSON, 0.1);
    assertEquals(PERSON, votes.winner());
    assertEquals(1, votes.confidence());
  }

  @Test
  void shouldWeighVotesByScore() {
    votes.vote(PERSON, 0.2);
    votes.vote(PERSON, 0.2);
    votes.vote(CAR, 0.9);
    assertEquals(CAR, votes.winner());
    assertTrue(votes.confidence() > 0.6 && votes.confidence() < 0.75);
  }

  @Test
  void shouldLetTheOlderOfEqualsWin() {
    votes.vote(PERSON, 0);
    assertEquals(PERSON, votes.winner(), "a vote without score counts a little");
  }

  @Test
  void shouldCorrectAnEarlyMistake() {
    for (int i = 0; i < 100; i++) {
      votes.vote(CAR, 0.9);
    }
    int needed = 0;
    while (votes.winner().equals(CAR)) {
      votes.vote(PERSON, 0.9);
      needed++;
    }
    assertTrue(needed < 40, () -> "old votes fade");
  }

  @Test
  void shouldForgetTheWeakestOfTooManyCategories() {
    for (Category category : CategoryCatalog.STREET.categories().subList(0, 7)) {
      votes.vote(category, category.equals(PERSON) ? 1 : 0.1);
    }
    assertEquals(PERSON, votes.winner());
  }

  @Test
  void shouldGoThroughStoredState() {
    votes.vote(PERSON, 0.7);
    votes.vote(CAR, 0.3);
    StateWriter out = new StateWriter();
    votes.write(out);
    CategoryVotes back = CategoryVotes.read(new StateReader(out.toBytes()));
    assertEquals(PERSON, back.winner());
    assertEquals(votes.confidence(), back.confidence());
  }
}
