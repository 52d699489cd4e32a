package dev.cairn.server.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Mappings between vocabularies: suggestions to be decided, what is stated, what was rejected.
///
/// @param shows which of the three lists
/// @param state when suggestions were looked for and by what, one or two sentences
/// @param mayLook whether there are two vocabularies to look at
/// @param work the newest look
/// @param said what was just done, in a sentence; else empty
/// @param wrong why something was not done, in sentences
/// @param total how many there are, in words
/// @param back address of this list, for forms
/// @param chooseAll address of this list with all of it chosen
/// @param typed what stands in the fields of the form by hand, and in the filter `concept`
public record MappingPage(
    Page page,
    Shows shows,
    String state,
    boolean mayLook,
    Optional<CarePage.Work> work,
    String said,
    List<String> wrong,
    Filters filters,
    String total,
    List<Row> rows,
    String back,
    String chooseAll,
    String previous,
    String next,
    Map<String, String> typed) {
  public MappingPage {
    wrong = List.copyOf(wrong);
    rows = List.copyOf(rows);
    typed = Map.copyOf(typed);
  }

  /// The lists.
  public enum Shows {
    OPEN("Suggested", "open"),
    STATED("Stated", "stated"),
    REJECTED("Rejected", "rejected");

    private final String label;
    private final String code;

    Shows(String label, String code) {
      this.label = label;
      this.code = code;
    }

    public String label() {
      return label;
    }

    /// As it stands in the address.
    public String code() {
      return code;
    }

    public String href() {
      return this == OPEN ? "/admin/mappings" : "/admin/mappings?show=" + code;
    }
  }

  /// What may be chosen; `href` of each is the value of its field.
  public record Filters(
      List<Choice> first, List<Choice> second, List<Choice> properties, List<Choice> least) {
    public Filters {
      first = List.copyOf(first);
      second = List.copyOf(second);
      properties = List.copyOf(properties);
      least = List.copyOf(least);
    }
  }

  /// A concept at one end.
  ///
  /// @param href of its page; empty where it is not here
  /// @param vocabulary title of it; empty where it is not known
  /// @param says its definition, or what is above it; else empty
  public record End(String label, String href, String vocabulary, String says) {}

  /// @param key names both ends in forms
  /// @param words how the first stands to the second
  /// @param sure how likely it is right, in words; empty for what is decided
  /// @param properties what may be said instead; the one that is suggested is on
  public record Row(
      String key,
      End one,
      String words,
      End other,
      String sure,
      List<Choice> properties,
      List<String> why,
      boolean chosen) {
    public Row {
      properties = List.copyOf(properties);
      why = List.copyOf(why);
    }

    public String title() {
      return one.label() + " and " + other.label();
    }
  }

  /// Whether looking for suggestions comes before the list: where nothing is to be decided, or
  /// while it goes on.
  public boolean lookFirst() {
    return rows.isEmpty() || work.filter(CarePage.Work::running).isPresent();
  }

  public String value(String field) {
    return typed.getOrDefault(field, "");
  }
}
