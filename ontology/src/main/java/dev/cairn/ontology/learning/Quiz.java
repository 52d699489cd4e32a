package dev.cairn.ontology.learning;

import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Questions about some concepts, made from the graph. Of the alternatives of a question exactly
/// one is right by the graph, also when what is inherited and what follows over several steps is
/// counted.
///
/// @param questions in the order of the concepts
public record Quiz(List<Question> questions) {
  /// A question has at least so many alternatives.
  public static final int FEWEST_ALTERNATIVES = 3;

  /// A question has at most so many alternatives.
  public static final int MOST_ALTERNATIVES = 4;

  public Quiz {
    questions = List.copyOf(questions);
  }

  /// What is asked for.
  public enum Kind {
    /// Which definition belongs to the concept?
    DEFINITION,
    /// Which one is no kind, part or example of it?
    ODD_ONE,
    /// Which order is right?
    ORDER,
    /// With what is it contrasted?
    CONTRAST,
    /// What measures it?
    MEASURE,
    /// On what does it build?
    FOUNDATION,
    /// Which concept does a passage speak of?
    PASSAGE
  }

  /// @param key names the question: equal keys mean the same text and alternatives
  /// @param concept id of the concept that is asked about
  /// @param passage the text that is asked about, its name for the concept left out; empty for
  ///   other kinds
  /// @param source what {@link Cited#source} said; empty for other kinds
  /// @param right index of the right alternative
  /// @param because one or two sentences, to be read after answering
  /// @param about ids of the concepts that the explanation names
  public record Question(
      String key,
      Kind kind,
      String concept,
      String text,
      String passage,
      Optional<String> source,
      List<String> alternatives,
      int right,
      String because,
      List<String> about) {
    public Question {
      alternatives = List.copyOf(alternatives);
      about = List.copyOf(about);
      if (alternatives.size() < FEWEST_ALTERNATIVES
          || alternatives.size() > MOST_ALTERNATIVES
          || new HashSet<>(alternatives).size() != alternatives.size())
        throw new IllegalArgumentException("these are no alternatives: " + alternatives);
      if (right < 0 || right >= alternatives.size())
        throw new IllegalArgumentException("no alternative " + right);
    }
  }

  /// A text in which a concept is named.
  ///
  /// @param source names the text for whoever asks
  /// @param concept id
  /// @param named ids of all concepts that it names or is about
  public record Cited(String source, String concept, String text, Set<String> named) {
    public Cited {
      named = Set.copyOf(named);
    }
  }

  /// The same arguments give the same quiz.
  ///
  /// @param concepts ids; those that the view does not know are left out
  /// @param cited texts that may be asked about
  /// @param most questions, 1 or more
  /// @param seed of the choice among possible questions and of the order of alternatives
  public static Quiz of(
      ConceptView view, List<String> concepts, List<Cited> cited, int most, long seed) {
    if (most < 1) throw new IllegalArgumentException("most must be > 0, got " + most);
    var asking = new Asking(view, concepts, seed);
    var possible = new ArrayList<List<Question>>();
    for (var id : concepts.stream().distinct().toList())
      if (view.byId(id).isPresent())
        possible.add(asking.about(id, cited.stream().filter(c -> c.concept().equals(id)).toList()));
    var chosen = chosen(possible, most);
    var order = concepts.stream().distinct().toList();
    chosen.sort(Comparator.comparingInt(q -> order.indexOf(q.concept())));
    return new Quiz(chosen);
  }

  /// One for each concept in turn, of the kind that is there least often so far.
  private static List<Question> chosen(List<List<Question>> possible, int most) {
    var chosen = new ArrayList<Question>();
    var keys = new HashSet<String>();
    var kinds = new EnumMap<Kind, Integer>(Kind.class);
    boolean more = true;
    while (more && chosen.size() < most) {
      more = false;
      for (var questions : possible) {
        var next =
            questions.stream()
                .filter(q -> !keys.contains(q.key()))
                .min(Comparator.comparingInt(q -> kinds.getOrDefault(q.kind(), 0)));
        if (next.isEmpty() || chosen.size() == most) continue;
        more = true;
        keys.add(next.get().key());
        kinds.merge(next.get().kind(), 1, Integer::sum);
        chosen.add(next.get());
      }
    }
    return chosen;
  }
}
