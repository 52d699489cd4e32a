package dev.cairn.server.pages;

import dev.cairn.indexer.Answer.Range;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The words of a question in a text. A help for the eye: which items are found is decided by the
/// index, and this comes near to how it compares words.
final class Marks {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Pattern LEFT_OUT = Pattern.compile("(^|\\s)-\\S+");
  private static final Set<String> SMALL =
      Set.of(
          ("a an and are as at be but by did do does for from had has have how i if in into is it"
                  + " its not of on or our so such that the their them then there these they this"
                  + " to was we were what when where which who why will with you your title author")
              .split(" "));

  private Marks() {}

  /// Ordered, not overlapping, at most one per word of the text.
  static List<Range> of(String text, String question) {
    var wanted = stems(question);
    if (wanted.isEmpty()) return List.of();
    var found = new ArrayList<Range>();
    var words = WORD.matcher(text);
    while (words.find())
      if (wanted.contains(stem(words.group()))) found.add(new Range(words.start(), words.end()));
    return found;
  }

  private static Set<String> stems(String question) {
    var all = new HashSet<String>();
    var words = WORD.matcher(LEFT_OUT.matcher(question).replaceAll(" "));
    while (words.find()) {
      var word = words.group().toLowerCase(Locale.ROOT);
      if (!SMALL.contains(word)) all.add(stem(word));
    }
    return all;
  }

  private static String stem(String word) {
    var stem = word.toLowerCase(Locale.ROOT);
    if (stem.length() > 4 && stem.endsWith("ies"))
      return stem.substring(0, stem.length() - 3) + "y";
    for (var ending : List.of("ing", "ed", "es", "s", "e"))
      if (stem.endsWith(ending) && stem.length() - ending.length() >= 3 && !stem.endsWith("ss"))
        return undoubled(stem.substring(0, stem.length() - ending.length()));
    return stem;
  }

  /// `stopp` → `stop`, `plann` → `plan`; `call` keeps its letters.
  private static String undoubled(String stem) {
    int last = stem.length() - 1;
    boolean twice = last > 2 && stem.charAt(last) == stem.charAt(last - 1);
    return twice && "bdgmnprt".indexOf(stem.charAt(last)) >= 0 ? stem.substring(0, last) : stem;
  }
}
