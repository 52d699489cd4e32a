package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Catalogue.Said;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Judgement.Verdict;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Tag;
import dev.cairn.indexer.Job;
import dev.cairn.indexer.Query;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {
  private static final String TEXT =
      "# Customer churn in spring\n\n"
          + "Customer churn grew. We watched it all spring: customer churn in spring.\n";

  @TempDir Path folder;

  private static Item judge(House house, Item item, String concept, Optional<Verdict> verdict) {
    return house
        .ingest
        .judge(
            item.id(),
            new Said("urn:cairn:concept:" + concept, verdict, List.of()),
            _ -> {},
            Caller.admin())
        .orElseThrow();
  }

  private static Item now(House house, Item item) {
    return house.catalogue.find(item.id(), Caller.admin()).orElseThrow();
  }

  private static Set<String> tags(Item item) {
    return item.tags().stream().map(Tag::concept).collect(Collectors.toSet());
  }

  private static Set<String> found(House house, Item item) throws Exception {
    house.ingest.awaitMeaning();
    try (var view = house.index.view()) {
      return Set.copyOf(
          view.show(
                  List.of(item.id().value()), Caller.admin().principals(), new Query.Any(List.of()))
              .getFirst()
              .tags());
    }
  }

  /// As it is after a curator gave a name more.
  private static FewConcepts withMore(String version) {
    var concepts = new ArrayList<>(FewConcepts.THREE.concepts());
    concepts.add(FewConcepts.concept("spring", "Spring", "The season after winter."));
    return new FewConcepts(version, List.<Concept>copyOf(concepts));
  }

  @Test
  void a_rejected_concept_is_gone_and_stays_gone() throws Exception {
    Item item;
    try (var house = House.open(folder)) {
      house.ingest.start();
      item = house.bring("a.md", TEXT);
      assertEquals(Set.of("customer-churn"), tags(item));
      assertEquals(3, mentions(house, item, "customer-churn"));
      var judged = judge(house, item, "customer-churn", Optional.of(Verdict.REJECTED));
      assertEquals(Set.of(), tags(judged));
      assertEquals(List.of("Customer churn"), judged.judgements().getFirst().labels());
      assertEquals(Set.of(), found(house, item));
      assertEquals(0, mentions(house, judged, "customer-churn"), "nothing is highlighted");
      house.concepts = withMore("more");
      house.ingest.await(house.ingest.retag().orElseThrow().id());
      assertEquals(Set.of("spring"), found(house, item), "linked again");
      house.ingest.await(
          house.ingest.reread("again", List.of(item.id()), List.of(), Caller.admin()).id());
      assertEquals(Set.of("spring"), found(house, item), "read again");
      house.bring("a.md", TEXT + "\nCustomer churn is what this is about.\n");
      assertEquals(2, now(house, item).versions().size());
      assertEquals(Set.of("spring"), found(house, item), "in a new version");
      house.ingest.reindex((_, _) -> {});
      assertEquals(Set.of("spring"), found(house, item), "in a new index");
    }
    try (var house = new House(folder, withMore("more"), 2, House.Life.ENDLESS)) {
      house.ingest.start();
      assertEquals(Set.of("spring"), found(house, item), "in another process");
      var back = judge(house, item, "customer-churn", Optional.empty());
      assertEquals(List.of(), back.judgements());
      assertEquals(Set.of("customer-churn", "spring"), tags(back), "as if nothing had been said");
      assertEquals(Set.of("customer-churn", "spring"), found(house, item));
      assertTrue(mentions(house, back, "customer-churn") > 0);
    }
  }

  /// Something that happens once, at a step or before a method of a part is called.
  private static final class Meanwhile implements House.Life {
    private record Happening(String when, Callable<?> what) {}

    private final AtomicReference<Optional<Happening>> next =
        new AtomicReference<>(Optional.empty());

    void at(String when, Callable<?> what) {
      next.set(Optional.of(new Happening(when, what)));
    }

    @Override
    public void reached(Step step) {
      before(step.name());
    }

    @Override
    public void before(String name) {
      var now = next.get();
      if (now.filter(it -> it.when().equals(name)).isEmpty()) return;
      next.set(Optional.empty());
      try {
        now.get().what().call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static long mentions(House house, Item item, String concept) {
    return house.ingest.derived(item).orElseThrow().mentions().stream()
        .filter(it -> it.concept().equals(concept))
        .count();
  }

  @Test
  void a_confirmed_concept_is_a_tag_by_a_person_though_nothing_names_it() throws Exception {
    try (var house = House.open(folder)) {
      house.ingest.start();
      var item = house.bring("a.md", TEXT);
      var judged = judge(house, item, "staffing", Optional.of(Verdict.CONFIRMED));
      assertEquals(new Tag("staffing", 1, Tag.Method.PERSON), judged.tags().getFirst());
      assertEquals(List.of(), judged.judgements().getFirst().labels());
      assertEquals(Set.of("customer-churn", "staffing"), found(house, item));
      house.concepts = withMore("more");
      house.ingest.await(house.ingest.retag().orElseThrow().id());
      assertEquals(Set.of("customer-churn", "staffing", "spring"), found(house, item));
      long number = house.catalogue.lastChange();
      judge(house, item, "staffing", Optional.of(Verdict.CONFIRMED));
      assertEquals(number, house.catalogue.lastChange(), "said before");
    }
  }

  private static Item entitle(House house, Item item, String title) {
    return house
        .ingest
        .amend(item.id(), _ -> Metadata.none().withTitle(Optional.of(title)), Caller.admin())
        .orElseThrow();
  }

  @Test
  void a_title_given_while_the_item_is_read_is_looked_at() throws Exception {
    var meanwhile = new Meanwhile();
    try (var house = new House(folder, FewConcepts.THREE, 2, meanwhile)) {
      house.ingest.start();
      meanwhile.at(
          Step.EXTRACTED.name(),
          () -> entitle(house, house.catalogue.waiting().getFirst(), "Staffing"));
      var item = house.bring("a.md", TEXT);
      assertEquals("Staffing", item.title());
      assertEquals(Set.of("customer-churn", "staffing"), found(house, item));
    }
  }

  @Test
  void what_is_linked_again_while_a_person_speaks_keeps_its_new_tags() throws Exception {
    var meanwhile = new Meanwhile();
    try (var house = new House(folder, FewConcepts.THREE, 2, meanwhile)) {
      house.ingest.start();
      var item = house.bring("a.md", TEXT);
      meanwhile.at("judge", () -> renewed(house, withMore("more")));
      judge(house, item, "planning", Optional.of(Verdict.CONFIRMED));
      assertEquals(Set.of("customer-churn", "planning", "spring"), found(house, item));
      meanwhile.at("amend", () -> renewed(house, FewConcepts.THREE));
      entitle(house, item, "Staffing");
      assertEquals(Set.of("customer-churn", "planning", "staffing"), found(house, item));
    }
  }

  private static Job renewed(House house, ConceptView next) throws InterruptedException {
    house.concepts = next;
    return house.ingest.await(house.ingest.retag().orElseThrow().id());
  }

  @Test
  void what_people_confirmed_stays_where_nothing_can_be_read() throws Exception {
    try (var house = House.open(folder)) {
      house.ingest.start();
      var item = house.bring("a.pdf", "%PDF-1.7\nnot more than this");
      assertFalse(item.outcome().orElseThrow().taken());
      judge(house, item, "staffing", Optional.of(Verdict.CONFIRMED));
      house.ingest.await(
          house.ingest.reread("again", List.of(item.id()), List.of(), Caller.admin()).id());
      assertFalse(now(house, item).outcome().orElseThrow().taken());
      assertEquals(Set.of("staffing"), tags(now(house, item)));
    }
  }

  @Test
  void a_preview_says_what_the_retagging_does_where_people_have_spoken() throws Exception {
    try (var house = House.open(folder)) {
      house.ingest.start();
      var items = new ArrayList<Item>();
      for (int i = 0; i < 6; i++)
        items.add(house.bring(i + ".md", "# Spring number " + i + "\n\n" + TEXT));
      judge(house, items.get(0), "customer-churn", Optional.of(Verdict.REJECTED));
      judge(house, items.get(1), "staffing", Optional.of(Verdict.CONFIRMED));
      // Of concepts that are not there yet, or no longer.
      judge(house, items.get(2), "spring", Optional.of(Verdict.REJECTED));
      judge(house, items.get(3), "spring", Optional.of(Verdict.CONFIRMED));
      judge(house, items.get(4), "planning", Optional.of(Verdict.REJECTED));
      for (var next : List.<ConceptView>of(withMore("more"), FewConcepts.THREE)) {
        var before = items.stream().map(it -> tags(now(house, it))).toList();
        var forecast = house.forecast(next);
        house.concepts = next;
        house.ingest.await(house.ingest.retag().orElseThrow().id());
        long gains = 0;
        long losses = 0;
        for (int i = 0; i < items.size(); i++) {
          var after = tags(now(house, items.get(i)));
          for (var tag : after) if (!before.get(i).contains(tag)) gains++;
          for (var tag : before.get(i)) if (!after.contains(tag)) losses++;
        }
        assertEquals(gains, forecast.gains());
        assertEquals(losses, forecast.losses());
        assertTrue(gains + losses > 0);
      }
      assertFalse(tags(now(house, items.get(0))).contains("customer-churn"));
    }
  }
}
