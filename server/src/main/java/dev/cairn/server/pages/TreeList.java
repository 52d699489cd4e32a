package dev.cairn.server.pages;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Concepts as a list: every name from A to Z, or what was made or changed last. Made once for a
/// view, read by many.
public final class TreeList {
  /// So many lines stand on a page.
  static final int PAGE = 200;

  /// The letter of names that begin with a figure or a sign.
  static final String FIGURES = "0–9";

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /// What the list is ordered by.
  public enum By {
    LETTER("A to Z"),
    NEW("New"),
    CHANGED("Changed"),
    DEPRECATED("Given up");

    private final String label;

    By(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    Address address() {
      return Address.of("/concepts/list").with("by", name().toLowerCase(Locale.ROOT));
    }

    static List<Choice> choices() {
      return java.util.Arrays.stream(values())
          .map(by -> Choice.of(by.label, by.address()))
          .toList();
    }
  }

  /// @param name one of its labels
  /// @param key what it is sorted by
  private record Entry(
      String name,
      String language,
      boolean preferred,
      Concept concept,
      String letter,
      String key) {}

  /// @param key what those of one day are sorted by
  private record Dated(Concept concept, LocalDate day, String key) {}

  private final ConceptView view;
  private final List<Entry> entries;
  private final List<String> languages;

  /// The last first; empty until somebody asks for them.
  private final Map<By, List<Dated>> dated = new ConcurrentHashMap<>();

  public TreeList(ConceptView view) {
    this.view = view;
    this.entries =
        view.all().stream()
            .flatMap(c ->
                c.labels().stream()
                    .filter(l -> l.kind() != Concept.Label.Kind.HIDDEN)
                    .map(l -> entry(c, l)))
            .sorted(
                Comparator.comparing(Entry::key)
                    .thenComparing(Entry::name)
                    .thenComparing(e -> !e.preferred())
                    .thenComparing(e -> e.concept().id()))
            .toList();
    this.languages =
        entries.stream()
            .map(Entry::language)
            .filter(tag -> !tag.isEmpty())
            .distinct()
            .sorted()
            .toList();
  }

  /// Whether it still tells what the view says.
  public boolean isOf(ConceptView other) {
    return view == other;
  }

  private static Entry entry(Concept concept, Concept.Label label) {
    var key = plain(label.text());
    return new Entry(
        label.text(),
        label.language(),
        label.kind() == Concept.Label.Kind.PREFERRED,
        concept,
        letter(key),
        key);
  }

  /// Without marks above or below letters, and in small ones: as people look for a name.
  static String plain(String text) {
    return MARKS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT)
        .strip();
  }

  private static String letter(String key) {
    if (key.isEmpty()) return FIGURES;
    int first = key.codePointAt(0);
    return Character.isLetter(first) ? Character.toString(Character.toUpperCase(first)) : FIGURES;
  }

  /// @param scheme IRI; empty: all
  /// @param language tag; empty: all
  /// @param letter empty: the first there is
  /// @param page from 1
  public record Wish(
      By by, Optional<String> scheme, Optional<String> language, String letter, int page) {
    Address address() {
      return by.address().with("scheme", scheme).with("language", language);
    }
  }

  /// A part of the list, as it is shown.
  ///
  /// @param choices letters or nothing
  /// @param languages to choose from, where there is more than one
  /// @param schemes to choose from, where there is more than one
  /// @param said what this is, in a sentence
  /// @param next address of the rest; empty if this is all
  /// @param previous address of what comes before; empty if nothing does
  public record Shown(
      By by,
      List<Choice> choices,
      List<Choice> languages,
      List<Choice> schemes,
      String said,
      List<Line> lines,
      String previous,
      String next) {
    public Shown {
      choices = List.copyOf(choices);
      languages = List.copyOf(languages);
      schemes = List.copyOf(schemes);
      lines = List.copyOf(lines);
    }
  }

  /// @param see the concept's own name where `name` is another one; else empty
  /// @param note a day or a language
  public record Line(String name, String href, String see, String language, String note) {}

  /// The part that was asked for.
  public Shown shown(Wish wish) {
    return switch (wish.by()) {
      case LETTER -> letters(wish);
      case NEW -> dated(wish, ConceptView.Dates::created, "made");
      case CHANGED -> dated(wish, ConceptView.Dates::modified, "changed");
      case DEPRECATED -> givenUp(wish);
    };
  }

  private Shown letters(Wish wish) {
    var matching =
        entries.stream()
            .filter(
                e -> wish.scheme().isEmpty() || wish.scheme().get().equals(e.concept().scheme()))
            .filter(e -> wish.language().isEmpty() || wish.language().get().equals(e.language()))
            .toList();
    var byLetter = new TreeMap<String, List<Entry>>();
    for (var entry : matching)
      byLetter.computeIfAbsent(entry.letter(), _ -> new ArrayList<>()).add(entry);
    var letter =
        byLetter.containsKey(wish.letter()) || byLetter.isEmpty()
            ? wish.letter()
            : byLetter.keySet().stream()
                .filter(l -> !l.equals(FIGURES))
                .findFirst()
                .orElse(FIGURES);
    var here = byLetter.getOrDefault(letter, List.of());
    var base = wish.address();
    return page(
        wish,
        here,
        byLetter.keySet().stream()
            .map(l -> new Choice(l, base.with("letter", l).toString(), "", l.equals(letter)))
            .toList(),
        here.isEmpty()
            ? "No concept has a name here."
            : Words.count(here.size(), "name", "names") + " under " + letter + ".",
        base.with("letter", letter),
        TreeList::line);
  }

  private static Line line(Entry entry) {
    var label = entry.concept().label();
    return new Line(
        entry.name(),
        Cards.href(entry.concept().id()),
        entry.name().equals(label) ? "" : label,
        entry.language(),
        entry.language().isEmpty() || entry.language().startsWith("en")
            ? ""
            : Words.language(entry.language()));
  }

  private Shown dated(
      Wish wish, Function<ConceptView.Dates, Optional<LocalDate>> day, String verb) {
    var all =
        dated.computeIfAbsent(wish.by(), _ -> dated(day)).stream()
            .filter(
                d -> wish.scheme().isEmpty() || wish.scheme().get().equals(d.concept().scheme()))
            .toList();
    return page(
        wish,
        all,
        List.of(),
        all.isEmpty()
            ? "Nothing that is loaded says when a concept was " + verb + "."
            : "When "
                + Words.count(all.size(), "concept was ", "concepts were ")
                + verb
                + ", the last first.",
        wish.address(),
        d ->
            new Line(
                d.concept().label(), Cards.href(d.concept().id()), "", "", Words.day(d.day())));
  }

  private List<Dated> dated(Function<ConceptView.Dates, Optional<LocalDate>> day) {
    return view.all().stream()
        .flatMap(
            c -> day.apply(view.dates(c.id())).map(d -> new Dated(c, d, plain(c.label()))).stream())
        .sorted(
            Comparator.comparing(Dated::day, Comparator.reverseOrder()).thenComparing(Dated::key))
        .toList();
  }

  private Shown givenUp(Wish wish) {
    var all =
        view.deprecated().stream()
            .filter(c -> wish.scheme().isEmpty() || wish.scheme().get().equals(c.scheme()))
            .sorted(Comparator.comparing(c -> plain(c.label())))
            .toList();
    return page(
        wish,
        all,
        List.of(),
        all.isEmpty()
            ? "No concept was given up."
            : Words.count(all.size(), "concept is", "concepts are") + " no longer to be used.",
        wish.address(),
        c ->
            new Line(
                c.label(),
                Cards.href(c.id()),
                c.replacedBy().flatMap(view::byId).map(Concept::label).orElse(""),
                "",
                view.dates(c.id()).modified().map(Words::day).orElse("")));
  }

  private <T> Shown page(
      Wish wish,
      List<T> all,
      List<Choice> choices,
      String said,
      Address address,
      Function<T, Line> line) {
    int pages = Math.max(1, (all.size() + PAGE - 1) / PAGE);
    int page = Math.clamp(wish.page(), 1, pages);
    return new Shown(
        wish.by(),
        choices,
        wish.by() == By.LETTER ? languages(wish) : List.of(),
        schemes(wish),
        said + (pages > 1 ? " Page " + page + " of " + pages + "." : ""),
        all.stream().skip((page - 1L) * PAGE).limit(PAGE).map(line).toList(),
        page > 1 ? address.with("page", "" + (page - 1)).toString() : "",
        page < pages ? address.with("page", "" + (page + 1)).toString() : "");
  }

  private List<Choice> languages(Wish wish) {
    if (languages.size() < 2) return List.of();
    var base = wish.address().without("language");
    var choices = new ArrayList<Choice>();
    choices.add(new Choice("All languages", base.toString(), "", wish.language().isEmpty()));
    for (var tag : languages)
      choices.add(
          new Choice(
              Words.language(tag),
              base.with("language", tag).toString(),
              "",
              wish.language().equals(Optional.of(tag))));
    return choices;
  }

  private List<Choice> schemes(Wish wish) {
    if (view.schemes().size() < 2) return List.of();
    var base = wish.address().without("scheme");
    var choices = new ArrayList<Choice>();
    choices.add(new Choice("All schemes", base.toString(), "", wish.scheme().isEmpty()));
    for (var scheme : view.schemes())
      choices.add(
          new Choice(
              Tree.title(scheme),
              base.with("scheme", scheme.iri()).toString(),
              Words.number(scheme.concepts()),
              wish.scheme().equals(Optional.of(scheme.iri()))));
    return choices;
  }
}
