package dev.cairn.indexer;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
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

  /// Removes what was replaced or removed before from the disk as well, so that nothing of it can
  /// be found in any file of the index, and commits what there is with the last number. Costly;
  /// searching goes on meanwhile.
  ///
  /// @return false if views are open that hold former states on the disk; their files go with them,
  ///   and it can be asked again then
  boolean purge();

  /// Whether it was built for an older vocabulary or another model: it answers, by words alone
  /// where the model is another one, and should be built anew beside.
  boolean outdated();

  /// Says, durably, that what was committed is for another state of the vocabulary: the concepts
  /// are in it, and whoever feeds it sees to the items. Does nothing where this is known.
  ///
  /// @param vocabulary a name in one line
  /// @throws IllegalStateException if it is {@link #outdated}
  void goesWith(String vocabulary);

  /// A new and empty index beside this one, for the vocabulary and model of now, to be filled while
  /// this one answers. What an earlier call began and nobody adopted vanishes; so does this one
  /// when it is closed without having been adopted.
  SearchIndex beside();

  /// What this index would be: it begins as this one was at its last refresh and holds that state
  /// until it is closed; what is replaced or removed there changes nothing here, and is shown there
  /// after a refresh. It is never committed, purged or adopted. Costs as much as is replaced.
  SearchIndex supposing();

  /// From now on this index is what the other one, made by {@link #beside} and committed, holds:
  /// durably, and for every view opened from now on. Views that are open stay as they are. The
  /// other must not be used after this.
  void adopt(SearchIndex other);

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
    /// Names the state: views with equal numbers show the same. Grows with every refresh that had
    /// something to show; begins anew when the index is opened.
    long state();

    /// Searches items (not passages).
    Found find(Question question);

    /// As {@link #find}, and what is needed to weigh words against meaning.
    ///
    /// @param also ids whose reasons are wanted wherever they stand, at most 1,100; those that do
    ///   not match, or are cut off by a filter, are left out
    Weighed weigh(Question question, Collection<String> also);

    /// How strongly entries echo what the leading ones say: the words that these have most of and
    /// that few others have, as words are scored (relevance model: Lavrenko and Croft 2001).
    /// Entries that have none of these words are left out.
    ///
    /// @param leading id → the passage that is read, with the title; best first, at most 100. The
    ///   first counts most
    /// @param among ids, at most 500
    /// @param words so many words are listened for, 1..100
    /// @param weights of title and body
    Map<String, Double> echoes(
        SequencedMap<String, Integer> leading,
        Collection<String> among,
        Set<String> principals,
        int words,
        Map<Query.Field, Double> weights);

    /// The weight of these words: the sum of their rarities, each as often as it stands there, in
    /// the unit in which words score. A word scores less than that over all fields together. Words
    /// that nothing visible has weigh nothing.
    default double rarity(String words, Set<String> principals) {
      return rarity(words, Wording.plain(), principals);
    }

    /// The same, for words that are looked for in this way.
    double rarity(String words, Wording wording, Set<String> principals);

    /// The words of a question, each once, without those that only ask: English stem → rarity among
    /// all that is visible. A word that nothing visible has is as rare as can be.
    SequencedMap<String, Double> rarities(String question, Set<String> principals);

    /// The English stems of a text's words in their order, without stop words; comparable with
    /// those of {@link #rarities}.
    List<String> stems(String text);

    /// What is shown of these items, in the order asked for; ids that are not here or that the
    /// principals may not see are left out.
    ///
    /// @param words the words whose passage and places are wanted: of each item the passage that
    ///   matches them best, else the first
    default List<Shown> show(List<String> ids, Set<String> principals, Query words) {
      return show(ids, principals, words, Map.of());
    }

    /// As above; where words choose no passage clearly, the preferred one is shown.
    ///
    /// @param preferred id → passage, from 0
    List<Shown> show(
        List<String> ids, Set<String> principals, Query words, Map<String, Integer> preferred);

    /// The passages nearest to a direction among all that the principals may see, nearest first,
    /// ties by id and passage. Exact, or nearly so where they see very much. Entries without
    /// directions are not among them.
    ///
    /// @param limit 1..10,000
    List<Close> nearest(Direction direction, Set<String> principals, int limit);

    /// The directions of the passages of these entries, in their order; ids that are not here, have
    /// no directions or may not be seen by the principals are left out.
    ///
    /// @param ids at most 500
    Map<String, List<Placed>> directions(Collection<String> ids, Set<String> principals);

    /// Of each of these entries the passage that is nearest to a direction, the first of equals;
    /// ids that are not here, have no directions or may not be seen by the principals are left out.
    ///
    /// @param ids at most 500
    Map<String, Closest> closest(
        Collection<String> ids, Direction direction, Set<String> principals);

    /// How similar a direction is to each passage of a sample of the whole index, for normalising.
    /// The sample is the same while the state is, and changes little while the index grows.
    ///
    /// @param sample at most so many passages, 1..10,000
    /// @return -1..1 each, in no meaningful order; none where the index has no directions
    double[] similarities(Direction direction, int sample);

    /// How far the index knows directions, among what the principals may see.
    Directed directed(Set<String> principals);

    /// Every id with the number of the change that it shows, for comparing with what is true.
    Map<String, Long> numbers();

    /// Every id whose entry has no directions; all of them where directions are not looked at.
    Set<String> undirected();

    /// Entries whose sketch resembles that of this one, most alike first, ties by id; itself left
    /// out. Those are compared that share a band with it ({@link
    /// dev.cairn.corpus.likeness.Sketch#bands}). Empty if the id is unknown, has no sketch, or is
    /// not for these principals.
    ///
    /// @param atLeast 0..1, estimated share of common shingles (Jaccard)
    /// @param limit 1..100
    List<Alike> alike(String id, Set<String> principals, double atLeast, int limit);

    /// Documents and lessons whose titles hold all words that are typed, the last of them perhaps
    /// only begun, where no sign follows it. Titles that begin with what is typed come first, in
    /// their order; then the shortest.
    ///
    /// @param tolerant whether a slip counts: one letter from words of four on, two from eight on,
    ///   not the first
    /// @param limit 1..100
    List<Titled> titles(String typed, boolean tolerant, Set<String> principals, int limit);

    /// Words that visible entries have and that are spelled nearly like this one (itself among
    /// them, where they have it), nearest first, then those of most entries. A letter left out, put
    /// in, changed, or changed with its neighbour is one step: one for words of four letters, two
    /// for words of eight and more.
    ///
    /// @param word one word; of others nothing is spelled alike
    /// @param limit 1..100
    List<Spelled> spelled(String word, Set<String> principals, int limit);

    /// How many visible entries have this word, in any of its forms; of several words, those that
    /// have the first.
    long having(String word, Set<String> principals);

    /// The words that say most about an entry: often in it, rare among all that is visible, and not
    /// in it alone. Empty if it is unknown or not for these principals.
    ///
    /// @param limit 1..100
    List<Telling> telling(String id, Set<String> principals, int limit);

    /// How many of the entries that match bear which groups of values together: each counts once,
    /// for the set of all groups that its values belong to; for the empty set where they belong to
    /// none.
    ///
    /// @param field as of {@link Facet#field}
    /// @param groups value → the groups that it belongs to
    Map<Set<String>, Long> combinations(
        Query query, Set<String> principals, String field, Map<String, List<String>> groups);

    /// The words of these passages, without stop words: how often they stand there, all forms of a
    /// word together. Ordered by term. Ids and passages that are not here, or not for these
    /// principals, are left out.
    ///
    /// @param passages id → passage, from 0; at most 500
    List<Used> words(Map<String, Integer> passages, Set<String> principals);

    @Override
    void close();
  }

  /// @param term by which scores name the word ({@link Why.Term#term})
  /// @param word in the form in which it stands there most often, folded
  /// @param times from 1
  record Used(String term, String word, long times) {}

  record Titled(String id, SearchRequest.Kind kind, String title) {}

  /// @param word folded, not stemmed
  /// @param steps 0..2
  /// @param entries how many visible ones have it, above 0
  record Spelled(String word, int steps, long entries) {}

  /// @param word as the entry writes it most often, folded
  /// @param term by which scores name it ({@link Why.Term#term})
  /// @param weight above 0
  record Telling(String word, String term, double weight) {}

  /// @param passage of the entry, from 0; 0 also where it has none but its title
  /// @param similarity -1..1, cosine, as precisely as the index keeps directions
  record Close(String id, int passage, double similarity) {}

  /// @param passage of the entry, from 0; 0 also where it has none but its title
  record Placed(int passage, Direction direction) {}

  /// @param passage of the entry, from 0; 0 also where it has none but its title
  /// @param similarity -1..1, cosine, as precisely as the index keeps directions
  /// @param direction of that passage
  record Closest(int passage, double similarity, Direction direction) {}

  /// @param passages that have a direction; none where the directions of the index are of another
  ///   model than it was opened for
  /// @param all passages; an entry without passages counts as one
  record Directed(long passages, long all) {}

  /// @param likeness 0..1, estimated share of common shingles (Jaccard)
  record Alike(String id, double likeness) {}

  /// @param query what must match, and by what it is ranked
  /// @param principals an entry is seen if one of its readers is among these
  /// @param filters name → what else must match; a facet of that name is counted as if its own
  ///   filter were absent
  /// @param weights how much a word in this field counts, above 0; words in other fields match, but
  ///   do not score
  /// @param distrust 0..1, the share of its score that an entry of trust 0 loses; one of trust t
  ///   loses (1 - t) times that, one of trust 1 nothing
  /// @param offset how many of the best to skip
  /// @param limit how many to rank after these; `offset + limit` is 0..100 000
  /// @param explain whether the words' terms and ranks are wanted
  /// @param wording how words are looked for
  record Question(
      Query query,
      Set<String> principals,
      Map<String, Query> filters,
      Map<Query.Field, Double> weights,
      double distrust,
      SearchRequest.Sort sort,
      int offset,
      int limit,
      List<Facet> facets,
      boolean explain,
      Wording wording) {
    /// Words count in their English forms only.
    public Question(
        Query query,
        Set<String> principals,
        Map<String, Query> filters,
        Map<Query.Field, Double> weights,
        double distrust,
        SearchRequest.Sort sort,
        int offset,
        int limit,
        List<Facet> facets,
        boolean explain) {
      this(
          query,
          principals,
          filters,
          weights,
          distrust,
          sort,
          offset,
          limit,
          facets,
          explain,
          Wording.plain());
    }

    /// How far a list can be followed.
    public static final int REACH = 100_000;

    public Question {
      if (offset < 0 || limit < 0 || (long) offset + limit > REACH)
        throw new IllegalArgumentException(
            "offset and limit must be 0.." + REACH + " together, got " + offset + " and " + limit);
      if (!(distrust >= 0 && distrust <= 1))
        throw new IllegalArgumentException("distrust must be 0..1, got " + distrust);
      principals = Set.copyOf(principals);
      filters = Map.copyOf(filters);
      weights = Map.copyOf(weights);
      facets = List.copyOf(facets);
    }
  }

  /// How words are looked for, beside their English forms. What it adds to a score is said among
  /// its terms.
  ///
  /// @param language of the reader, a language tag: words count in its forms too, in texts of that
  ///   language
  /// @param exact what a word adds that an entry has as it was written, in its rarity, from 0
  /// @param together what two neighbouring words add that stand side by side somewhere in an entry,
  ///   in the rarity of the more common one, from 0
  /// @param slips 0..1, what a word weighs that stands for one that nothing visible has, and that
  ///   is spelled nearly like it; 0: none does
  record Wording(Optional<String> language, double exact, double together, double slips) {
    private static final Wording PLAIN = new Wording(Optional.empty(), 0, 0, 0);

    public Wording {
      if (!(exact >= 0 && together >= 0 && slips >= 0 && slips <= 1))
        throw new IllegalArgumentException(
            "weights must be from 0, slips 0..1, got %s, %s and %s"
                .formatted(exact, together, slips));
    }

    /// English forms only, and nothing more.
    public static Wording plain() {
      return PLAIN;
    }

    public Wording in(Optional<String> newLanguage) {
      return new Wording(newLanguage, exact, together, slips);
    }

    /// What a word of rarity 1 can add beside what it scores in fields.
    public double most() {
      return exact + together;
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

  /// @param also reasons of those that were asked for, in no order
  /// @param deviation standard deviation of what words and concepts score, over everything that the
  ///   principals may see, whatever filters cut off; what does not match scores 0. Estimated from a
  ///   part where thousands match, always the same for the same result
  /// @param doubts id → share of its score that it loses, for those of the result that are not
  ///   fully trusted
  record Weighed(Found found, List<Ranked> also, double deviation, Map<String, Double> doubts) {
    public Weighed {
      also = List.copyOf(also);
      doubts = Map.copyOf(doubts);
    }
  }

  /// One entry with its reasons; all numbers are 0 where the order is not by relevance.
  ///
  /// @param words what the words score together
  /// @param wordsRank position by `words` alone among the first of the list (200, or as far as it
  ///   was asked for), from 1, equals share a position; 0 below these, where no word scores, and
  ///   unless explained
  /// @param terms what each word scores in each field, the sum is `words`; empty unless explained
  /// @param concepts what comes from {@link Query.About}
  /// @param trust what is taken off because the entry is not fully trusted, at most 0
  record Ranked(
      String id,
      double words,
      int wordsRank,
      List<Why.Term> terms,
      List<ConceptPart> concepts,
      double trust) {
    public Ranked {
      terms = List.copyOf(terms);
      concepts = List.copyOf(concepts);
    }

    /// The sum of the parts; by this the entries are ordered.
    public double score() {
      double sum = words;
      for (var part : concepts) sum += part.score();
      return sum + trust;
    }
  }

  /// @param concept id of the concept by which the entry was found
  record ConceptPart(String concept, double score) {}

  /// @param values field → exact values, as they came in
  /// @param tags ids of concepts, strongest first
  /// @param best empty where the entry has no passage
  record Shown(
      String id,
      SearchRequest.Kind kind,
      String title,
      Optional<LocalDate> date,
      Map<String, List<String>> values,
      List<String> tags,
      Optional<Best> best) {
    /// @param start of the passage in the item's text
    /// @param text of the passage, whole
    /// @param highlights in `text`, ordered, not overlapping
    public record Best(
        int ordinal,
        String heading,
        int page,
        int start,
        String text,
        List<Answer.Range> highlights) {}
  }
}
