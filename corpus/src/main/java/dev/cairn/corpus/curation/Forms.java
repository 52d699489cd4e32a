package dev.cairn.corpus.curation;

import dev.cairn.corpus.ItemId;
import java.time.Instant;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How each sort of thing is written down.
final class Forms {
  private Forms() {}

  private static String text(JsonNode line, String name) {
    var value = line.path(name);
    if (!value.isString()) throw new IllegalArgumentException("no '" + name + "' in " + line);
    return value.asString();
  }

  private static Instant since(JsonNode line) {
    return Instant.parse(text(line, "since"));
  }

  static final class OfPin implements Kept.Form<Pin> {
    @Override
    public void write(Pin pin, ObjectNode line) {
      line.put("id", pin.id())
          .put("question", pin.question())
          .put("item", pin.item().value())
          .put("note", pin.note())
          .put("since", pin.since().toString());
    }

    @Override
    public Pin read(JsonNode line) {
      return new Pin(
          text(line, "id"),
          text(line, "question"),
          new ItemId(text(line, "item")),
          text(line, "note"),
          since(line));
    }
  }

  static final class OfSynonyms implements Kept.Form<Synonyms> {
    @Override
    public void write(Synonyms set, ObjectNode line) {
      line.put("id", set.id()).put("oneWay", set.oneWay()).put("since", set.since().toString());
      var words = line.putArray("words");
      set.words().forEach(words::add);
    }

    @Override
    public Synonyms read(JsonNode line) {
      var words = new ArrayList<String>();
      for (var word : line.path("words")) words.add(word.asString());
      return new Synonyms(
          text(line, "id"), words, line.path("oneWay").asBoolean(false), since(line));
    }
  }

  static final class OfSearch implements Kept.Form<SavedSearch> {
    @Override
    public void write(SavedSearch search, ObjectNode line) {
      line.put("id", search.id())
          .put("owner", search.owner())
          .put("name", search.name())
          .put("query", search.query())
          .put("forEverybody", search.forEverybody())
          .put("since", search.since().toString());
    }

    @Override
    public SavedSearch read(JsonNode line) {
      return new SavedSearch(
          text(line, "id"),
          text(line, "owner"),
          text(line, "name"),
          text(line, "query"),
          line.path("forEverybody").asBoolean(false),
          since(line));
    }
  }
}
