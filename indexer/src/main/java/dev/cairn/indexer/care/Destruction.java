package dev.cairn.indexer.care;

import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.ItemId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is noted of destroying: in `wiping` what is still to be wiped from the disk (ids and names
/// of contents, nothing else), in `destroyed.jsonl` the record that remains. Thread-safe; on the
/// disk when a method returns.
final class Destruction {
  private static final String ITEM = "item ";
  private static final String CONTENT = "content ";

  private final Path pending;
  private final Path record;
  private final Map<ItemId, Doomed> items = new LinkedHashMap<>();

  /// With the number of the call that noted it last: what is noted again while it is being wiped is
  /// wiped again.
  private final Map<ContentId, Long> contents = new TreeMap<>();

  private long calls;

  /// @param events folder of both files; is made if it is not there
  Destruction(Path events) {
    this.pending = events.resolve("wiping");
    this.record = events.resolve("destroyed.jsonl");
    try {
      Files.createDirectories(events);
      for (var line : Disk.lines(pending))
        if (line.startsWith(ITEM))
          Doomed.read(line.substring(ITEM.length())).ifPresent(d -> items.put(d.id(), d));
        else if (line.startsWith(CONTENT))
          contents.put(new ContentId(line.substring(CONTENT.length())), calls);
    } catch (IOException e) {
      throw new UncheckedIOException("what is to be wiped cannot be read", e);
    }
  }

  /// @param items may not be destroyed after all
  record Batch(List<Doomed> items, Map<ContentId, Long> contents) {}

  synchronized Batch waiting() {
    return new Batch(List.copyOf(items.values()), Map.copyOf(contents));
  }

  synchronized boolean isEmpty() {
    return items.isEmpty() && contents.isEmpty();
  }

  synchronized void add(Collection<Doomed> more, Collection<ContentId> moreContents) {
    more.forEach(d -> items.put(d.id(), d));
    calls++;
    moreContents.forEach(c -> contents.put(c, calls));
    save();
    notifyAll();
  }

  /// These are wiped, or need not be.
  synchronized void done(Batch batch) {
    batch.items().forEach(d -> items.remove(d.id(), d));
    batch.contents().forEach(contents::remove);
    save();
    notifyAll();
  }

  private void save() {
    var text = new StringBuilder();
    items.values().forEach(d -> text.append(ITEM).append(d.line()).append('\n'));
    contents.keySet().forEach(c -> text.append(CONTENT).append(c.hex()).append('\n'));
    try {
      if (text.isEmpty()) Files.deleteIfExists(pending);
      else Disk.replace(pending, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("what is to be wiped cannot be noted", e);
    }
  }

  /// Notes for ever that these were destroyed; what is noted already is left out.
  synchronized void record(Collection<Doomed> destroyed) {
    try {
      var noted = String.join("\n", Disk.lines(record));
      var lines = new ArrayList<String>();
      for (var one : destroyed)
        if (!noted.contains("\"id\":\"" + one.id().value() + "\"")) lines.add(one.json() + "\n");
      if (!lines.isEmpty()) Disk.append(record, String.join("", lines));
    } catch (IOException e) {
      throw new UncheckedIOException("the record of what was destroyed cannot be written", e);
    }
  }
}
