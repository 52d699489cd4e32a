package dev.cairn.server.pages;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.curation.Curated;
import dev.cairn.corpus.curation.Curation;
import dev.cairn.corpus.curation.Pin;
import dev.cairn.corpus.curation.Synonyms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What admins set right in the search.
///
/// @param trouble why something cannot be read or written, one sentence; else empty
/// @param morePins that not all are shown, one sentence; else empty
/// @param moreSynonyms likewise
/// @param searches how many are saved, one sentence
/// @param notebooks whether readers have saved any
/// @param wrong what could not be entered
/// @param typed what stands in the forms, by the name of the field
public record CurationPage(
    Page page,
    List<PinRow> pins,
    List<SynonymsRow> synonyms,
    String trouble,
    String morePins,
    String moreSynonyms,
    String searches,
    boolean notebooks,
    Wrong wrong,
    Map<String, String> typed) {
  /// So many of each are shown at once.
  private static final int SHOWN = 100;

  public CurationPage {
    pins = List.copyOf(pins);
    synonyms = List.copyOf(synonyms);
    typed = Map.copyOf(typed);
  }

  /// @param form `pin` or `synonyms`; else empty
  /// @param because one sentence; else empty
  public record Wrong(String form, String because) {}

  /// @param href of the item's page; empty where it is gone
  /// @param trouble why it has no effect, one sentence; else empty
  /// @param tryIt address of the search
  public record PinRow(
      String id,
      String question,
      String title,
      String href,
      String note,
      String trouble,
      String tryIt) {}

  /// @param tryIt address of the search for the first word
  public record SynonymsRow(String id, String words, String says, String tryIt) {}

  /// @param items what the catalogue knows
  /// @param owner of what admins save
  public static CurationPage of(
      Curation curation,
      Function<ItemId, Optional<Item>> items,
      String owner,
      Wrong wrong,
      Map<String, String> typed,
      Viewer viewer) {
    var find = Curated.folded(typed.getOrDefault("find", ""));
    var pins =
        curation.pins().reversed().stream()
            .filter(pin -> has(find, pin.question() + " " + pin.note()))
            .toList();
    var sets =
        curation.synonyms().reversed().stream()
            .filter(set -> has(find, String.join(" ", set.words())))
            .toList();
    var saved = curation.countSearches(owner);
    return new CurationPage(
        Page.of(viewer, "Search", Page.Section.ADMIN).with(List.of("admin"), List.of()),
        pins.stream().limit(SHOWN).map(pin -> row(pin, items.apply(pin.item()))).toList(),
        sets.stream().limit(SHOWN).map(CurationPage::row).toList(),
        curation.trouble().orElse(""),
        more(pins.size()),
        more(sets.size()),
        saved.all() == 0
            ? "Nobody has saved a search yet."
            : Words.count(saved.all(), "search is", "searches are")
                + " saved, "
                + Words.number(saved.all() - saved.of())
                + " by readers.",
        saved.all() > saved.of(),
        wrong,
        typed);
  }

  private static boolean has(List<String> find, String text) {
    return String.join(" ", Curated.folded(text)).contains(String.join(" ", find));
  }

  private static String more(int count) {
    return count <= SHOWN
        ? ""
        : "The newest "
            + SHOWN
            + " of "
            + Words.number(count)
            + " are shown; look for the others by their words.";
  }

  /// Whether there are so many that looking for one helps.
  public boolean searchable() {
    return !morePins.isEmpty() || !moreSynonyms.isEmpty() || !value("find").isEmpty();
  }

  private static PinRow row(Pin pin, Optional<Item> item) {
    var trouble =
        item.map(i ->
                i.binned().isPresent()
                    ? "It lies in the bin, so the pin has no effect until it is taken out."
                    : "")
            .orElse("It is gone, so the pin has no effect; remove it.");
    return new PinRow(
        pin.id(),
        pin.question(),
        item.map(Item::title).orElse("An item that is gone"),
        item.map(i -> Hits.item(i.kind() == Item.Kind.LESSON, i.id().value()).toString())
            .orElse(""),
        pin.note(),
        trouble,
        SearchAddress.words(pin.question()).toString());
  }

  private static SynonymsRow row(Synonyms set) {
    var others = Words.list(set.words().subList(1, set.words().size()).stream().toList());
    return new SynonymsRow(
        set.id(),
        words(set),
        set.oneWay()
            ? "Who types “" + set.words().getFirst() + "” finds " + others + ", too."
            : "Who types one of them finds the others, too.",
        SearchAddress.words(set.words().getFirst()).toString());
  }

  /// As they are typed.
  public static String words(Synonyms set) {
    return set.oneWay()
        ? set.words().getFirst()
            + " → "
            + String.join(", ", set.words().subList(1, set.words().size()))
        : String.join(" = ", set.words());
  }

  /// What stands in a field.
  public String value(String field) {
    return typed.getOrDefault(field, "");
  }

  /// Whether a pin is being changed.
  public boolean changesPin() {
    return !value("id").isEmpty() && value("words").isEmpty();
  }

  /// Whether a set of synonyms is being changed.
  public boolean changesSynonyms() {
    return !value("id").isEmpty() && !value("words").isEmpty();
  }
}
