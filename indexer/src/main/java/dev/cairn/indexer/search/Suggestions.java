package dev.cairn.indexer.search;

import dev.cairn.corpus.measure.AskedQuestions;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What somebody who is typing may want to ask: questions that served others, concepts, titles.
/// Only what has an answer for him. Thread-safe.
public final class Suggestions {
  /// So many different callers must have asked a question before others are told of it.
  private static final int PEOPLE = 2;

  private static final int MOST_QUESTIONS = 3;
  private static final int MOST_CONCEPTS = 3;

  /// Of a kind so many are looked at before the rest is given up.
  private static final int MOST_LOOKED_AT = 20;

  private static final int LONGEST = 200;
  private static final int MOST_ANSWERED = 20_000;

  /// They are part of a question without being looked for, so they may be in no text.
  private static final Set<String> ASKING =
      Set.of(
          "how", "why", "who", "whom", "whose", "what", "when", "where", "which", "do", "does",
          "did", "can", "could", "should", "would", "may", "must", "shall", "i", "we", "you", "my",
          "our", "your", "us", "me", "or");

  private final SearchIndex index;
  private final Supplier<ConceptView> concepts;
  private final Searcher searcher;
  private final AskedQuestions questions;
  private final Map<String, List<String>> taken = new ConcurrentHashMap<>();
  private volatile Names names = new Names("", List.of());
  private final Map<Answered, Boolean> answered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Answered, Boolean> eldest) {
          return size() > MOST_ANSWERED;
        }
      };

  /// What sort of thing is suggested.
  public enum Kind {
    /// Several people asked it, and found something.
    QUESTION,
    CONCEPT,
    /// Of a document or lesson.
    TITLE
  }

  /// @param text to be put in the place of what is typed
  /// @param id of the concept or item; empty for a question
  /// @param item whether a title is that of a document or a lesson
  /// @param also another name of the concept, where that is what fits
  public record Suggestion(
      Kind kind,
      String text,
      Optional<String> id,
      Optional<SearchRequest.Kind> item,
      Optional<String> also) {}

  private record Answered(long state, Set<String> principals, String question) {}

  /// @param words of `text`
  private record Name(Concept concept, Concept.Label label, List<String> words) {}

  private record Names(String version, List<Name> all) {}

  /// @param index the one that the searcher asks
  public Suggestions(
      SearchIndex index,
      Supplier<ConceptView> concepts,
      Searcher searcher,
      AskedQuestions questions) {
    this.index = index;
    this.concepts = concepts;
    this.searcher = searcher;
    this.questions = questions;
  }

  /// Whether a word only makes a question out of what is asked.
  static boolean isAsking(String word) {
    return ASKING.contains(word.toLowerCase(Locale.ROOT));
  }

  /// What completes or contains the text, also with a slip in it; none twice.
  ///
  /// @param limit 1..20
  /// @throws dev.cairn.indexer.IndexFailure of kind UNAVAILABLE if the index cannot be read
  public List<Suggestion> suggest(String text, Caller caller, int limit) {
    if (limit < 1 || limit > 20)
      throw new IllegalArgumentException("limit must be 1..20, got " + limit);
    var typed = Typed.of(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    if (typed.isEmpty()) return List.of();
    try (var view = index.view()) {
      var asked = questions(typed, view, caller);
      var named = concepts(typed, caller);
      int room = Math.max(1, limit - asked.size() - named.size());
      var titles = titles(text, typed, view, caller, Math.max(room, limit));
      return together(asked, named, titles, limit);
    }
  }

  /// Questions, then concepts, each a few, so that there is room for titles; these fill it up.
  private static List<Suggestion> together(
      List<Suggestion> asked, List<Suggestion> named, List<Suggestion> titles, int limit) {
    var all = new ArrayList<Suggestion>();
    var texts = new HashSet<String>();
    for (var one : asked) if (texts.add(AskedQuestions.normal(one.text()))) all.add(one);
    for (var one : named) if (texts.add(AskedQuestions.normal(one.text()))) all.add(one);
    while (all.size() > Math.max(1, limit - Math.min(titles.size(), limit / 3))) all.removeLast();
    for (var one : titles)
      if (all.size() < limit && texts.add(AskedQuestions.normal(one.text()))) all.add(one);
    return List.copyOf(all);
  }

  private List<Suggestion> questions(Typed typed, SearchIndex.View view, Caller caller) {
    record Fitting(AskedQuestions.Question question, Typed.Fit fit) {}
    var fitting = new ArrayList<Fitting>();
    for (var question : questions.askedBy(PEOPLE)) {
      var fit = typed.fit(words(question.text()));
      if (fit != Typed.Fit.NOT) fitting.add(new Fitting(question, fit));
    }
    // Stable: within a fit those that are used most stay first.
    fitting.sort(Comparator.comparing(Fitting::fit).reversed());
    return fitting.stream()
        .limit(MOST_LOOKED_AT)
        .map(f -> f.question().text())
        .filter(text -> answered(text, view, caller))
        .limit(MOST_QUESTIONS)
        .map(text ->
            new Suggestion(
                Kind.QUESTION, text, Optional.empty(), Optional.empty(), Optional.empty()))
        .toList();
  }

  private List<String> words(String question) {
    if (taken.size() > MOST_ANSWERED) taken.clear();
    return taken.computeIfAbsent(question, Typed::words);
  }

  /// Whether the caller would find something, and every word of it is in something that he may see:
  /// else a question of those who may see more would tell of it.
  private boolean answered(String question, SearchIndex.View view, Caller caller) {
    var key = new Answered(view.state(), caller.principals(), question);
    synchronized (answered) {
      var known = answered.get(key);
      if (known != null) return known;
    }
    boolean answer =
        Typed.words(question).stream()
                .allMatch(w -> ASKING.contains(w) || view.rarity(w, caller.principals()) > 0)
            && searcher.finds(question, caller);
    synchronized (answered) {
      answered.put(key, answer);
    }
    return answer;
  }

  private List<Suggestion> concepts(Typed typed, Caller caller) {
    record Fitting(Name name, Typed.Fit fit, long items) {}
    var counts = searcher.conceptCounts(caller);
    Map<String, Fitting> fitting = new LinkedHashMap<>();
    for (var name : names().all()) {
      long items = counts.getOrDefault(name.concept().id(), 0L);
      if (items == 0) continue;
      var fit = typed.fit(name.words());
      if (fit != Typed.Fit.NOT)
        fitting.merge(
            name.concept().id(),
            new Fitting(name, fit, items),
            (a, b) -> b.fit().compareTo(a.fit()) > 0 ? b : a);
    }
    return fitting.values().stream()
        .sorted(
            Comparator.comparing(Fitting::fit)
                .thenComparing(f -> isPreferred(f.name()))
                .thenComparing(Fitting::items)
                .reversed()
                .thenComparing(f -> f.name().concept().id()))
        .limit(MOST_CONCEPTS)
        .map(f ->
            new Suggestion(
                Kind.CONCEPT,
                f.name().concept().label(),
                Optional.of(f.name().concept().id()),
                Optional.empty(),
                isPreferred(f.name()) ? Optional.empty() : Optional.of(f.name().label().text())))
        .toList();
  }

  private static boolean isPreferred(Name name) {
    return name.label().text().equals(name.concept().label());
  }

  /// Preferred names first, then the other ones that mean their concept by themselves.
  private Names names() {
    var view = concepts.get();
    var known = names;
    if (known.version().equals(view.version())) return known;
    var all = new ArrayList<Name>();
    for (var concept : view.all())
      for (var label : concept.labels())
        switch (label.kind()) {
          case PREFERRED, ALTERNATIVE ->
              all.add(new Name(concept, label, Typed.words(label.text())));
          case CONTEXT, HIDDEN -> {}
        }
    all.sort(Comparator.comparing(n -> n.label().kind()));
    return names = new Names(view.version(), List.copyOf(all));
  }

  private static List<Suggestion> titles(
      String text, Typed typed, SearchIndex.View view, Caller caller, int limit) {
    var found = new ArrayList<>(view.titles(text, false, caller.principals(), limit));
    if (found.size() < limit && typed.words().stream().anyMatch(w -> w.length() > 3))
      for (var more : view.titles(text, true, caller.principals(), limit))
        if (found.stream().noneMatch(t -> t.id().equals(more.id()))) found.add(more);
    return found.stream()
        .map(t ->
            new Suggestion(
                Kind.TITLE,
                t.title(),
                Optional.of(t.id()),
                Optional.of(t.kind()),
                Optional.empty()))
        .toList();
  }
}
