package dev.cairn.corpus.catalogue;

import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A sorted map that never changes: a change gives another map, which shares all but O(log n) of
/// its nodes with this one. So a picture of the catalogue costs its readers nothing and its writer
/// little. Balanced as G. M. Adelson-Velsky and E. M. Landis described in 1962: the heights of two
/// siblings differ by one at most.
final class Tree<K extends Comparable<? super K>, V> implements Iterable<Map.Entry<K, V>> {
  private final @Nullable Node<K, V> root;
  private final int size;

  private Tree(@Nullable Node<K, V> root, int size) {
    this.root = root;
    this.size = size;
  }

  static <K extends Comparable<? super K>, V> Tree<K, V> empty() {
    return new Tree<>(null, 0);
  }

  /// In linear time.
  ///
  /// @param entries with strictly ascending keys
  /// @throws IllegalArgumentException if they are not
  static <K extends Comparable<? super K>, V> Tree<K, V> of(List<Map.Entry<K, V>> entries) {
    for (int i = 1; i < entries.size(); i++)
      if (entries.get(i - 1).getKey().compareTo(entries.get(i).getKey()) >= 0)
        throw new IllegalArgumentException("not ascending at " + entries.get(i).getKey());
    return new Tree<>(build(entries, 0, entries.size()), entries.size());
  }

  int size() {
    return size;
  }

  Optional<V> get(K key) {
    var node = root;
    while (node != null) {
      int side = key.compareTo(node.key);
      if (side == 0) return Optional.of(node.value);
      node = side < 0 ? node.left : node.right;
    }
    return Optional.empty();
  }

  /// The map in which the key has this value.
  Tree<K, V> with(K key, V value) {
    return new Tree<>(put(root, key, value), get(key).isPresent() ? size : size + 1);
  }

  /// The map without the key; this one if it is not there.
  Tree<K, V> without(K key) {
    return get(key).isEmpty() ? this : new Tree<>(remove(root, key), size - 1);
  }

  @Override
  public Iterator<Map.Entry<K, V>> iterator() {
    return new Walk<>(root, _ -> false);
  }

  /// Entries in ascending order, beginning with the first whose key is not less than this.
  Iterable<Map.Entry<K, V>> from(K key) {
    return () -> new Walk<>(root, k -> k.compareTo(key) < 0);
  }

  Stream<V> values() {
    return StreamSupport.stream(spliterator(), false).map(Map.Entry::getValue);
  }

  /// All keys, as a set that never changes.
  Set<K> keys() {
    return new AbstractSet<>() {
      @Override
      public Iterator<K> iterator() {
        var entries = Tree.this.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return entries.hasNext();
          }

          @Override
          public K next() {
            return entries.next().getKey();
          }
        };
      }

      @Override
      public boolean contains(@Nullable Object key) {
        return root != null && root.key.getClass().isInstance(key) && has(key);
      }

      /// Whatever is of the class of one key can be compared with all.
      @SuppressWarnings("unchecked")
      private boolean has(Object key) {
        return get((K) key).isPresent();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  private record Node<K, V>(
      K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right, int height) {}

  private static int height(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.height;
  }

  private static <K, V> Node<K, V> node(
      K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    return new Node<>(key, value, left, right, 1 + Math.max(height(left), height(right)));
  }

  /// The same, where the heights of the two sides may differ by two.
  private static <K, V> Node<K, V> balanced(
      K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    if (left != null && left.height > height(right) + 1) {
      var inner = left.right;
      if (inner == null || height(left.left) >= inner.height)
        return node(left.key, left.value, left.left, node(key, value, inner, right));
      return node(
          inner.key,
          inner.value,
          node(left.key, left.value, left.left, inner.left),
          node(key, value, inner.right, right));
    }
    if (right != null && right.height > height(left) + 1) {
      var inner = right.left;
      if (inner == null || height(right.right) >= inner.height)
        return node(right.key, right.value, node(key, value, left, inner), right.right);
      return node(
          inner.key,
          inner.value,
          node(key, value, left, inner.left),
          node(right.key, right.value, inner.right, right.right));
    }
    return node(key, value, left, right);
  }

  private static <K extends Comparable<? super K>, V> Node<K, V> put(
      @Nullable Node<K, V> node, K key, V value) {
    if (node == null) return new Node<>(key, value, null, null, 1);
    int side = key.compareTo(node.key);
    if (side == 0) return new Node<>(key, value, node.left, node.right, node.height);
    return side < 0
        ? balanced(node.key, node.value, put(node.left, key, value), node.right)
        : balanced(node.key, node.value, node.left, put(node.right, key, value));
  }

  private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> remove(
      @Nullable Node<K, V> node, K key) {
    if (node == null) return null;
    int side = key.compareTo(node.key);
    if (side < 0) return balanced(node.key, node.value, remove(node.left, key), node.right);
    if (side > 0) return balanced(node.key, node.value, node.left, remove(node.right, key));
    if (node.left == null) return node.right;
    if (node.right == null) return node.left;
    var next = node.right;
    while (next.left != null) next = next.left;
    return balanced(next.key, next.value, node.left, remove(node.right, next.key));
  }

  private static <K, V> @Nullable Node<K, V> build(
      List<Map.Entry<K, V>> entries, int start, int end) {
    if (start == end) return null;
    int middle = (start + end) >>> 1;
    var entry = entries.get(middle);
    return node(
        entry.getKey(),
        entry.getValue(),
        build(entries, start, middle),
        build(entries, middle + 1, end));
  }

  private static final class Walk<K, V> implements Iterator<Map.Entry<K, V>> {
    private final ArrayDeque<Node<K, V>> path = new ArrayDeque<>();

    Walk(@Nullable Node<K, V> root, java.util.function.Predicate<K> before) {
      var node = root;
      while (node != null) {
        if (before.test(node.key)) node = node.right;
        else {
          path.push(node);
          node = node.left;
        }
      }
    }

    @Override
    public boolean hasNext() {
      return !path.isEmpty();
    }

    @Override
    public Map.Entry<K, V> next() {
      if (path.isEmpty()) throw new NoSuchElementException("the tree ends here");
      var found = path.pop();
      for (var node = found.right; node != null; node = node.left) path.push(node);
      return Map.entry(found.key, found.value);
    }
  }
}
