package dev.cairn.indexer.ingest;

import dev.cairn.ontology.Concept.Label;
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

  private final Map<String, String> labels = new HashMap<>();
  private int longest;

  BareDictionary(ConceptView concepts) {
    for (var concept : concepts.all())
      for (var label : concept.labels())
        if (label.kind() == Label.Kind.PREFERRED || label.kind() == Label.Kind.ALTERNATIVE) {
          var words = words(label.text()).stream().map(Word::text).toList();
          if (words.isEmpty()) continue;
          longest = Math.max(longest, words.size());
          labels.putIfAbsent(String.join(" ", words), concept.id());
        }
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
      for (int j = Math.min(words.size(), i + longest); j > i; j--) {
        var phrase = new StringBuilder();
        for (int k = i; k < j; k++) {
          if (k > i) phrase.append(' ');
          phrase.append(words.get(k).text());
        }
        var concept = labels.get(phrase.toString());
        if (concept == null) continue;
        found.add(new LinkingScore.Placed(concept, words.get(i).start(), words.get(j - 1).end()));
        next = j;
        break;
      }
      i = next;
    }
    return found;
  }
}
