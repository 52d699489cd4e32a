package dev.cairn.indexer.ingest;

import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Passage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What people found in passages, as `linked/gold.tsv` has it; `linked/RULES.md` says by which
/// rules.
///
/// Columns: document or lesson, SHA-256 of the passage, judgement (`named`, `meant`, `free`, or
/// `nothing` alone), concept, places in UTF-16 code units from the start of the passage, and `2`
/// where only the second look said so.
///
/// @param passages in the order of the file
record LinkingGold(List<Judged> passages) {
  static final String FILE = "/dev/cairn/indexer/linked/gold.tsv";

  /// Half-open, from the start of the passage.
  record Place(int start, int end) {}

  /// @param named concepts with the places of their names
  /// @param meant without a name at a certain place
  /// @param free neither demanded nor wrong
  record Judged(
      String document,
      ContentId hash,
      Map<String, List<Place>> named,
      Set<String> meant,
      Set<String> free) {
    /// Named or meant.
    Set<String> demanded() {
      var all = new TreeSet<>(named.keySet());
      all.addAll(meant);
      return all;
    }

    /// On which half of the passages it was decided what to mend.
    boolean decides() {
      return Character.digit(hash.hex().charAt(0), 16) % 2 == 0;
    }

    boolean isStarter() {
      return document.startsWith("starter/");
    }
  }

  /// A judged passage in its text.
  record Found(Judged judged, LinkingTexts.Text text, Passage passage) {}

  static LinkingGold read() throws IOException {
    try (var in = LinkingGold.class.getResourceAsStream(FILE)) {
      if (in == null) throw new IOException("the judged passages are missing");
      var passages = new LinkedHashMap<String, Judged>();
      for (var line :
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList())
        add(line.split("\t", -1), passages);
      return new LinkingGold(List.copyOf(passages.values()));
    }
  }

  private static void add(String[] columns, Map<String, Judged> passages) {
    var judged =
        passages.computeIfAbsent(
            columns[0] + ' ' + columns[1],
            _ ->
                new Judged(
                    columns[0],
                    new ContentId(columns[1]),
                    new TreeMap<>(),
                    new TreeSet<>(),
                    new TreeSet<>()));
    switch (columns[2]) {
      case "named" -> judged.named().put(columns[3], places(columns[4]));
      case "meant" -> judged.meant().add(columns[3]);
      case "free" -> judged.free().add(columns[3]);
      case "nothing" -> {}
      default -> throw new IllegalArgumentException("no judgement: " + columns[2]);
    }
  }

  private static List<Place> places(String column) {
    var places = new ArrayList<Place>();
    for (var place : column.split(" ")) {
      int dash = place.indexOf('-');
      places.add(
          new Place(
              Integer.parseInt(place.substring(0, dash)),
              Integer.parseInt(place.substring(dash + 1))));
    }
    places.sort(Comparator.comparingInt(Place::start));
    return List.copyOf(places);
  }

  /// The passages that are in these texts.
  List<Found> in(List<LinkingTexts.Text> texts) {
    var byName = new HashMap<String, LinkingTexts.Text>();
    texts.forEach(text -> byName.put(text.name(), text));
    var found = new ArrayList<Found>();
    for (var judged : passages)
      Optional.ofNullable(byName.get(judged.document()))
          .flatMap(text ->
              text.passages().stream()
                  .filter(it -> LinkingTexts.hash(it.text()).equals(judged.hash()))
                  .findFirst()
                  .map(passage -> new Found(judged, text, passage)))
          .ifPresent(found::add);
    return found;
  }
}
