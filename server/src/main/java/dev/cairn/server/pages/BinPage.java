package dev.cairn.server.pages;

import dev.cairn.corpus.Item;
import java.util.List;

/// What was thrown away, or has left its source.
///
/// @param total how many, in words
/// @param asking whether these are to be destroyed and a person must say yes first
/// @param before address of the rows before these; empty where these are the first
/// @param after address of the rows after these; empty where these are the last
public record BinPage(
    Page page, String total, List<Row> rows, boolean asking, String before, String after) {
  /// So many are on a page.
  public static final int PAGE = 50;

  public BinPage {
    rows = List.copyOf(rows);
  }

  /// @param why how it came here, in words
  public record Row(String id, String title, String href, String when, String moment, String why) {}

  /// @param from how many rows are before these
  public static BinPage of(List<Item> items, long total, int from, Viewer viewer) {
    return new BinPage(
        page("Bin", viewer),
        total == 0 ? "" : Words.count(total, "item lies", "items lie") + " in the bin.",
        rows(items, viewer),
        false,
        from == 0 ? "" : "/admin/bin?from=" + Math.max(0, from - PAGE),
        from + PAGE < total ? "/admin/bin?from=" + (from + PAGE) : "");
  }

  /// Asks before the items are destroyed.
  public static BinPage asking(List<Item> items, Viewer viewer) {
    return new BinPage(
        page("Destroy for good", viewer),
        Words.count(items.size(), "item", "items"),
        rows(items, viewer),
        true,
        "",
        "");
  }

  private static Page page(String title, Viewer viewer) {
    return Page.of(viewer, title, Page.Section.ADMIN).with(List.of("admin"), List.of());
  }

  private static List<Row> rows(List<Item> items, Viewer viewer) {
    return items.stream()
        .map(item ->
            new Row(
                item.id().value(),
                item.title(),
                Hits.item(item.kind() == Item.Kind.LESSON, item.id().value()).toString(),
                item.binned().map(b -> Words.ago(b.when(), viewer.now())).orElse(""),
                item.binned().map(b -> b.when().toString()).orElse(""),
                item.binned().map(b -> why(b.reason())).orElse("")))
        .toList();
  }

  private static String why(Item.Binned.Reason reason) {
    return switch (reason) {
      case DELETED -> "thrown away";
      case LEFT_SOURCE -> "has left its source";
      case LEFT_CONTAINER -> "is no longer in what it lay in";
    };
  }
}
