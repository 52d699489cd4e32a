package dev.cairn.indexer;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Port: an index of items and their passages. Adapters translate, they do not decide: which fields
/// weigh how much, who may see what, what is counted, all comes with the question. Thread-safe.
public interface SearchIndex extends AutoCloseable {
  /// Takes the place of everything known about the entry's id, in one step.
  void replace(Entry entry);

  /// Forgets the id; nothing happens if it is unknown.
  void remove(String id);

  /// Makes everything since the last commit durable, together with the number up to which changes
  /// have come. Durable content and number never disagree, whatever happens.
  void commit(long upTo);

  /// The number of the last commit; 0 for an index that has none.
  long committed();

  /// Lets views opened from now on see everything that was replaced or removed before this call.
  void refresh();

  /// The state of the last refresh. Cheap to open; never changes while open.
  View view();

  /// Empty when operations are likely to succeed, otherwise one sentence for the operator.
  Optional<String> trouble();

  @Override
  void close();

  /// One state of the index.
  interface View extends AutoCloseable {
    /// Searches items (not passages).
    Found find(Question question);

    /// What is shown of these items, in the order asked for; ids that are not here or that the
    /// principals may not see are left out.
    ///
    /// @param words the words whose passage and places are wanted: of each item the passage that
    ///   matches them best, else the first
    List<Shown> show(List<String> ids, Set<String> principals, Query words);

    /// Number of entries of each concept that the principals may see, by id of the tag. With
    /// `groups`, an entry counts for a group once however many of its members it bears.
    ///
    /// @param groups concept → names of the groups it counts for
    Map<String, Long> countTags(Set<String> principals, Map<String, List<String>> groups);

    @Override
    void close();
  }

  /// @param query what must match, and by what it is ranked
  /// @param principals an entry is seen if one of its readers is among these
  /// @param filters name → what else must match; a facet of that name is counted as if its own
  ///   filter were absent
  /// @param weights how much a word in this field counts, above 0
  /// @param limit how many ids to rank, best first, 0..100 000
  record Question(
      Query query,
      Set<String> principals,
      Map<String, Query> filters,
      Map<Query.Field, Double> weights,
      SearchRequest.Sort sort,
      int limit,
      List<Facet> facets) {
    public Question {
      principals = Set.copyOf(principals);
      filters = Map.copyOf(filters);
      weights = Map.copyOf(weights);
      facets = List.copyOf(facets);
    }
  }

  /// What is to be counted.
  ///
  /// @param name of the facet; the filter with this name is left out while counting
  /// @param field exact field: `kind`, `author`, …, `concept`, `year`
  /// @param groups field value → names under which it counts (each entry once a name); empty: every
  ///   value counts under its own name
  /// @param limit at most so many names, those with the highest counts, ties by name
  record Facet(String name, String field, Map<String, List<String>> groups, int limit) {
    public Facet {
      groups = Map.copyOf(groups);
    }
  }

  /// @param ranked best first, no id twice, ties by id
  /// @param total how many entries match, exact
  /// @param counts facet name → value → count, highest first
  record Found(List<Ranked> ranked, long total, Map<String, Map<String, Long>> counts) {
    public Found {
      ranked = List.copyOf(ranked);
    }
  }

  /// @param score sum of the parts by construction; 0 where the order is not by relevance
  /// @param words parts that came from words
  /// @param concepts parts that came from {@link Query.About}: concept → part
  record Ranked(String id, double score, List<Why.Term> words, Map<String, Double> concepts) {
    public Ranked {
      words = List.copyOf(words);
      concepts = Map.copyOf(concepts);
    }
  }

  /// @param text of the best passage, whole
  /// @param highlights in that text, ordered, not overlapping
  record Shown(
      String id,
      SearchRequest.Kind kind,
      String title,
      Optional<LocalDate> date,
      Map<String, List<String>> values,
      List<String> tags,
      Optional<Best> best) {
    public record Best(
        int ordinal,
        String heading,
        int page,
        int start,
        String text,
        List<Answer.Range> highlights) {}
  }
}
