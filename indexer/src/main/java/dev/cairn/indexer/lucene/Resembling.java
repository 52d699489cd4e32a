package dev.cairn.indexer.lucene;

import dev.cairn.corpus.likeness.Sketch;
import dev.cairn.indexer.SearchIndex.Alike;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/// Finds entries that say nearly the same: those with a band in common are compared.
final class Resembling {
  private final Snapshot snapshot;
  private final Visible visible;

  Resembling(Snapshot snapshot, Set<String> principals) throws IOException {
    this.snapshot = snapshot;
    this.visible = snapshot.visible(principals);
  }

  /// How the index holds a band.
  static BytesRef name(long band) {
    return new BytesRef(ByteBuffer.allocate(Long.BYTES).putLong(band).array());
  }

  List<Alike> alike(String id, double atLeast, int limit) throws IOException {
    if (!(atLeast >= 0 && atLeast <= 1) || limit < 1 || limit > 100)
      throw new IllegalArgumentException(
          "likeness must be 0..1 and limit 1..100, got " + atLeast + " and " + limit);
    var sketch = sketch(id);
    if (sketch.isEmpty()) return List.of();
    // In the order of the terms, so that each leaf is walked through forwards.
    var bands = Arrays.stream(sketch.get().bands()).mapToObj(Resembling::name).sorted().toList();
    var all = new ArrayList<Alike>();
    for (var leaf : snapshot.getLeafContexts()) {
      var seen = visible.leaf(leaf);
      if (seen.isEmpty()) continue;
      var candidates = candidates(leaf, bands, seen.get());
      compare(
          leaf,
          candidates,
          sketch.get(),
          other -> {
            if (other.likeness() >= atLeast && !other.id().equals(id)) all.add(other);
          });
    }
    all.sort(Comparator.comparingDouble(Alike::likeness).reversed().thenComparing(Alike::id));
    return List.copyOf(all.subList(0, Math.min(limit, all.size())));
  }

  private Optional<Sketch> sketch(String id) throws IOException {
    for (var leaf : snapshot.getLeafContexts()) {
      var seen = visible.leaf(leaf);
      if (seen.isEmpty()) continue;
      var postings = leaf.reader().postings(new Term(Fields.ID, id), PostingsEnum.NONE);
      if (postings == null) continue;
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) {
        if (!seen.get().get(doc)) continue;
        var sketches = DocValues.getBinary(leaf.reader(), Fields.SKETCH);
        return sketches.advanceExact(doc)
            ? Optional.of(sketch(sketches.binaryValue()))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Sketch sketch(BytesRef bytes) {
    return Sketch.of(Arrays.copyOfRange(bytes.bytes, bytes.offset, bytes.offset + bytes.length));
  }

  private static DocIdSetIterator candidates(
      LeafReaderContext leaf, List<BytesRef> bands, FixedBitSet seen) throws IOException {
    var terms = leaf.reader().terms(Fields.BAND);
    if (terms == null) return DocIdSetIterator.empty();
    var candidates = new FixedBitSet(leaf.reader().maxDoc());
    var walk = terms.iterator();
    for (var band : bands) {
      if (!walk.seekExact(band)) continue;
      var postings = walk.postings(null, PostingsEnum.NONE);
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) if (seen.get(doc)) candidates.set(doc);
    }
    return new BitSetIterator(candidates, 0);
  }

  private static void compare(
      LeafReaderContext leaf, DocIdSetIterator candidates, Sketch sketch, Consumer<Alike> found)
      throws IOException {
    var sketches = DocValues.getBinary(leaf.reader(), Fields.SKETCH);
    var ids = DocValues.getSorted(leaf.reader(), Fields.ID);
    for (int doc = candidates.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = candidates.nextDoc()) {
      if (!sketches.advanceExact(doc) || !ids.advanceExact(doc)) continue;
      found.accept(
          new Alike(
              ids.lookupOrd(ids.ordValue()).utf8ToString(),
              sketch.likeness(sketch(sketches.binaryValue()))));
    }
  }
}
