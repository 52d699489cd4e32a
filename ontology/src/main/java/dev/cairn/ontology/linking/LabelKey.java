package dev.cairn.ontology.linking;

import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/// What two labels have in common that differ in no more than writing: case, accents, articles,
/// hyphens, in English also spelling and number. Labels of different languages are not to be
/// compared.
///
/// @param text the words, each in the one form of all its spellings
/// @param qualifier what stands in parentheses behind it, in the same form; empty where nothing
///   does
public record LabelKey(String text, String qualifier) {
  private static final Pattern QUALIFIER = Pattern.compile("\\s*\\(([^()]*)\\)");

  /// Empty where a label has no letters or digits.
  ///
  /// @param language BCP 47 tag; an empty one counts as English
  public static Optional<LabelKey> of(String label, String language) {
    boolean english = language.isEmpty() || language.startsWith("en");
    var bare = QUALIFIER.matcher(label).replaceAll("").strip();
    var words = words(bare.isEmpty() ? label : bare, english);
    if (words.isEmpty()) return Optional.empty();
    var found = QUALIFIER.matcher(label);
    var qualifier =
        !bare.isEmpty() && found.find() ? String.join(" ", words(found.group(1), english)) : "";
    return Optional.of(new LabelKey(String.join(" ", words), qualifier));
  }

  private static ArrayList<String> words(String text, boolean english) {
    var tokens = Tokens.of(text);
    var words = new ArrayList<String>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isMark(i) || english && tokens.size() > 1 && tokens.isArticle(i)) continue;
      words.add(english ? tokens.word(i).key() : tokens.word(i).folded());
    }
    return words;
  }
}
