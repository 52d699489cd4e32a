package dev.cairn.corpus.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Questions that were asked lately, those that found something and those that did not.
/// Thread-safe.
public final class AskedQuestions {
  /// Of the questions that nobody has asked for longest, what goes beyond this is forgotten.
  private static final int MOST = 20_000;

  private static final int MOST_PEOPLE = 16;
  private static final int SHORTEST = 3;
  private static final int LONGEST = 120;

  private final Map<String, Counted> all = new LinkedHashMap<>(16, 0.75f, true);

  /// Key → as it was typed last, of what found nothing when it was asked last.
  private final Map<String, String> inVain = new LinkedHashMap<>(16, 0.75f, true);

  /// @param text as it was typed last
  /// @param people how many different callers asked it with success, at most 16 are told apart
  /// @param times how often it was asked with success
  /// @param opened how often a hit was opened
  public record Question(String text, int people, int times, int opened) {}

  private static final class Counted {
    private String text = "";
    private final Set<String> people = new HashSet<>();
    private int times;
    private int opened;
  }

  /// Equal for questions that differ in nothing but case and blanks.
  public static String normal(String question) {
    return question.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
  }

  synchronized void note(Event event) {
    var text = event.question().strip();
    if (text.length() < SHORTEST || text.length() > LONGEST) return;
    switch (event) {
      case Event.Searched searched -> {
        if (searched.results() == 0) {
          inVain.put(normal(text), text);
          if (inVain.size() > MOST) inVain.remove(inVain.keySet().iterator().next());
          return;
        }
        inVain.remove(normal(text));
        var counted = all.computeIfAbsent(normal(text), _ -> new Counted());
        counted.text = text;
        counted.times++;
        if (counted.people.size() < MOST_PEOPLE) counted.people.add(searched.who());
        if (all.size() > MOST) all.remove(all.keySet().iterator().next());
      }
      case Event.Opened _ -> {
        var counted = all.get(normal(text));
        if (counted != null) counted.opened++;
      }
      case Event.Judged _ -> {}
    }
  }

  synchronized void clear() {
    all.clear();
    inVain.clear();
  }

  /// Those that found nothing when they were asked last, the newest first. Never to be suggested.
  public synchronized List<String> inVain() {
    return List.copyOf(inVain.values()).reversed();
  }

  /// Those that at least so many different callers asked, most used first.
  public synchronized List<Question> askedBy(int people) {
    var asked = new ArrayList<Question>();
    for (var one : all.values())
      if (one.people.size() >= people)
        asked.add(new Question(one.text, one.people.size(), one.times, one.opened));
    asked.sort(
        Comparator.comparingInt(Question::opened)
            .thenComparingInt(Question::times)
            .reversed()
            .thenComparing(Question::text));
    return asked;
  }
}
