package dev.cairn.ontology.linking;

import java.util.Arrays;

/// Sequences of numbers as a tree, its edges in one hash table with open addressing: some hundred
/// thousand edges cost a few megabytes and no objects.
final class Trie {
  static final int ROOT = 0;
  static final int NONE = -1;

  private long[] edges = new long[1 << 10];
  private int[] targets = new int[1 << 10];
  private int used;
  private int nodes = 1;

  Trie() {
    Arrays.fill(edges, -1);
  }

  /// The node that this edge leads to, made if it is not there.
  int grow(int node, int number) {
    if (used * 2 >= edges.length) widen();
    long edge = edge(node, number);
    int slot = slot(edge);
    if (edges[slot] == edge) return targets[slot];
    edges[slot] = edge;
    targets[slot] = nodes;
    used++;
    return nodes++;
  }

  /// The node that this edge leads to, or `NONE`.
  int step(int node, int number) {
    long edge = edge(node, number);
    int slot = slot(edge);
    return edges[slot] == edge ? targets[slot] : NONE;
  }

  int size() {
    return nodes;
  }

  private static long edge(int node, int number) {
    return (long) node << 32 | number;
  }

  private int slot(long edge) {
    long mixed = edge * 0x9E3779B97F4A7C15L;
    int mask = edges.length - 1;
    int slot = (int) (mixed >>> 40) & mask;
    while (edges[slot] != -1 && edges[slot] != edge) slot = slot + 1 & mask;
    return slot;
  }

  private void widen() {
    var oldEdges = edges;
    var oldTargets = targets;
    edges = new long[oldEdges.length * 2];
    targets = new int[edges.length];
    Arrays.fill(edges, -1);
    for (int i = 0; i < oldEdges.length; i++)
      if (oldEdges[i] != -1) {
        int slot = slot(oldEdges[i]);
        edges[slot] = oldEdges[i];
        targets[slot] = oldTargets[i];
      }
  }
}
