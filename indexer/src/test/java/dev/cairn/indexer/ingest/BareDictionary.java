package dev.cairn.indexer.ingest;

import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What a linker has to beat: preferred and alternative labels in small letters, the longest first,
/// no inflection, no look around. Of two concepts with one label the first has it.
final class BareDictionary {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  /// What labels begin with these words.
  private static final class Node {
    private final Map<String, Node> next = new HashMap<>();
    private String concept = "";
  }

  private final Node root = new Node();

  BareDictionary(ConceptView concepts) {
    for (var concept : concepts.all())
      for (var label : concept.labels())
        switch (label.kind()) {
          case PREFERRED, ALTERNATIVE -> add(label.text(), concept.id());
          case CONTEXT, HIDDEN -> {}
        }
  }

  private void add(String label, String concept) {
    var node = root;
    for (var word : words(label)) node = node.next.computeIfAbsent(word.text(), _ -> new Node());
    if (node != root && node.concept.isEmpty()) node.concept = concept;
  }

  private record Word(String text, int start, int end) {}

  private static List<Word> words(String text) {
    var words = new ArrayList<Word>();
    var matcher = WORD.matcher(text);
    while (matcher.find())
      words.add(new Word(matcher.group().toLowerCase(Locale.ROOT), matcher.start(), matcher.end()));
    return words;
  }

  /// In the order of the text.
  List<LinkingScore.Placed> link(String text) {
    var words = words(text);
    var found = new ArrayList<LinkingScore.Placed>();
    for (int i = 0; i < words.size(); ) {
      int next = i + 1;
      var concept = "";
      var node = root.next.get(words.get(i).text());
      for (int j = i + 1; node != null; j++) {
        if (!node.concept.isEmpty()) {
          concept = node.concept;
          next = j;
        }
        node = j < words.size() ? node.next.get(words.get(j).text()) : null;
      }
      if (!concept.isEmpty())
        found.add(
            new LinkingScore.Placed(concept, words.get(i).start(), words.get(next - 1).end()));
      i = next;
    }
    return found;
  }
}
