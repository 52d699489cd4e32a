package dev.cairn.server.pages;

import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.search.Cube;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Makes the page of the cube.
public final class CubePages {
  private static final String PATH = "/concepts/cube";

  /// Steps of colour for cells that are not empty.
  private static final int STEPS = 5;

  private static final Map<String, String> TITLES =
      Map.of(
          "channel", "Channels",
          "touchpoint", "Touchpoints",
          "lifecycle", "Lifecycle stages",
          "function", "Management functions");

  private final Cube.Counted counted;
  private final Address here;

  private CubePages(Cube.Counted counted) {
    this.counted = counted;
    var address = Address.of(PATH);
    if (counted.kinds().size() == 1)
      address = address.with("kind", SearchAddress.code(counted.kinds().iterator().next()));
    for (var name : SearchRequest.SLICES)
      if (counted.chosen().get(name) instanceof String value) address = address.with(name, value);
    this.here = address;
  }

  public static CubePage of(Cube.Counted counted, Viewer viewer) {
    return new CubePages(counted).page(viewer);
  }

  private CubePage page(Viewer viewer) {
    var all = new ArrayList<>(counted.edges());
    all.addAll(counted.others());
    return new CubePage(
        Page.of(viewer, "Channels, touchpoints and stages", Page.Section.CONCEPTS)
            .with(List.of("search", "concepts", "cube"), List.of()),
        lead(),
        counted.total() == 0,
        kinds(),
        all.stream().map(this::cut).toList(),
        all.stream().flatMap(edge -> chosen(edge).stream()).toList(),
        counted.faces().stream().map(this::face).toList(),
        counted.blind().stream().map(this::blind).toList());
  }

  private String what(long count) {
    if (counted.kinds().equals(Set.of(SearchRequest.Kind.LESSON)))
      return Words.count(count, "lesson", "lessons");
    if (counted.kinds().equals(Set.of(SearchRequest.Kind.DOCUMENT)))
      return Words.count(count, "document", "documents");
    return Words.count(count, "item", "items");
  }

  private String lead() {
    return what(counted.total())
        + (counted.chosen().isEmpty() ? " in all" : " within what is chosen")
        + ", counted by what they are about. The stronger the colour, the more; an empty cell is a"
        + " blind spot. A number leads to its items, a name cuts the other tables.";
  }

  private List<Choice> kinds() {
    var both = here.without("kind");
    return List.of(
        new Choice("Lessons and documents", both.toString(), "", counted.kinds().size() > 1),
        kind("Lessons", both, SearchRequest.Kind.LESSON),
        kind("Documents", both, SearchRequest.Kind.DOCUMENT));
  }

  private Choice kind(String label, Address both, SearchRequest.Kind kind) {
    return new Choice(
        label,
        both.with("kind", SearchAddress.code(kind)).toString(),
        "",
        counted.kinds().equals(Set.of(kind)));
  }

  private static String title(Cube.Edge edge) {
    return TITLES.getOrDefault(edge.name(), edge.label());
  }

  private CubePage.Cut cut(Cube.Edge edge) {
    return new CubePage.Cut(
        title(edge), edge.values().stream().map(value -> choice(edge, value)).toList());
  }

  private Choice choice(Cube.Edge edge, Cube.Value value) {
    boolean on = value.id().equals(counted.chosen().get(edge.name()));
    var target = on ? here.without(edge.name()) : here.set(edge.name(), value.id());
    return new Choice(value.label(), target.toString(), Words.number(value.count()), on);
  }

  private List<Choice> chosen(Cube.Edge edge) {
    return edge.values().stream()
        .filter(value -> value.id().equals(counted.chosen().get(edge.name())))
        .map(value -> Choice.of(value.label(), here.without(edge.name()).toString()))
        .toList();
  }

  private CubePage.Face face(Cube.Face face) {
    long most = face.most();
    var rows = new ArrayList<CubePage.Row>();
    for (int r = 0; r < face.cells().size(); r++) {
      var row = face.rows().values().get(r);
      var cells = new ArrayList<CubePage.Cell>();
      for (int c = 0; c < face.cells().get(r).size(); c++)
        cells.add(
            cell(face, row, face.columns().values().get(c), face.cells().get(r).get(c), most));
      rows.add(new CubePage.Row(choice(face.rows(), row), cells));
    }
    return new CubePage.Face(
        title(face.rows()) + " and " + title(face.columns()).toLowerCase(Locale.ROOT),
        note(face),
        face.columns().values().stream().map(value -> choice(face.columns(), value)).toList(),
        rows);
  }

  private String note(Cube.Face face) {
    var names = new ArrayList<String>();
    for (var edges : List.of(counted.edges(), counted.others()))
      for (var edge : edges)
        if (face.cut().contains(edge.name()))
          edge.values().stream()
              .filter(value -> value.id().equals(counted.chosen().get(edge.name())))
              .forEach(value -> names.add(value.label()));
    return names.isEmpty() ? "" : "Only what is about " + Words.list(names) + ".";
  }

  private CubePage.Cell cell(
      Cube.Face face, Cube.Value row, Cube.Value column, long count, long most) {
    var address = Address.of(SearchAddress.PATH);
    for (var name : SearchRequest.SLICES) {
      if (name.equals(face.rows().name())) address = address.with(name, row.id());
      else if (name.equals(face.columns().name())) address = address.with(name, column.id());
      else if (counted.chosen().get(name) instanceof String value)
        address = address.with(name, value);
    }
    if (counted.kinds().size() == 1)
      address = address.with("kind", SearchAddress.code(counted.kinds().iterator().next()));
    return new CubePage.Cell(
        count == 0 ? "" : Words.number(count),
        step(count, most),
        count == 0 ? "" : address.toString(),
        (count == 0 ? "nothing" : what(count)) + " about " + row.label() + " and " + column.label(),
        row.id().equals(counted.chosen().get(face.rows().name()))
            || column.id().equals(counted.chosen().get(face.columns().name())));
  }

  /// By the square root, so that one large cell does not make all others look alike.
  private static int step(long count, long most) {
    if (count == 0) return 0;
    return (int) Math.max(1, Math.ceil(STEPS * Math.sqrt((double) count / most)));
  }

  private CubePage.Blind blind(Cube.Blind blind) {
    return new CubePage.Blind(
        side(blind.rows(), blind.row()), side(blind.columns(), blind.column()));
  }

  private Choice side(String name, Cube.Value value) {
    var address = Address.of(SearchAddress.PATH).with(name, value.id());
    return new Choice(value.label(), address.toString(), what(value.count()), false);
  }
}
