package dev.cairn.server.assembly;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Place;
import dev.cairn.indexer.sources.Source;
import dev.cairn.indexer.sources.Sources;
import dev.cairn.ontology.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The files of folders that are followed, by what is in them: where an original that was lost can
/// be had again. Whoever asks compares the bytes with their name.
final class FollowedFiles {
  private final Catalogue catalogue;
  private final Sources sources;

  FollowedFiles(Catalogue catalogue, Sources sources) {
    this.catalogue = catalogue;
    this.sources = sources;
  }

  /// The caller closes the stream.
  Optional<InputStream> open(ContentId content) {
    return catalogue.changesSince(0, Integer.MAX_VALUE).stream()
        .flatMap(change -> change.item().stream())
        // Of former versions the place has other bytes by now.
        .filter(item -> item.version().content().equals(content))
        .map(Item::places)
        .flatMap(places -> places.stream().filter(place -> place.depth() == 0))
        .flatMap(place -> file(place).stream())
        .flatMap(file -> open(file).stream())
        .findFirst();
  }

  private Optional<Path> file(Place place) {
    for (var source : sources.all(Caller.admin()))
      if (source.placeSource().equals(place.source())
          && source.origin() instanceof Source.Origin.Folder(var folder)) {
        var file = folder.resolve(place.path()).normalize();
        if (file.startsWith(folder) && Files.isRegularFile(file)) return Optional.of(file);
      }
    return Optional.empty();
  }

  private static Optional<InputStream> open(Path file) {
    try {
      return Optional.of(Files.newInputStream(file));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
