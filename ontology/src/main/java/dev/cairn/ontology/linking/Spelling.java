package dev.cairn.ontology.linking;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// One form for all spellings of a word. The forms are keys to compare by, not words to show: what
/// matters is that variants meet and different words do not.
final class Spelling {
  private Spelling() {}

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /// Letters that Unicode does not decompose, though readers take them for their neighbours.
  private static final Map<Character, String> LETTERS =
      Map.of(
          'ß', "ss", 'ø', "o", 'æ', "ae", 'œ', "oe", 'ł', "l", 'đ', "d", 'ð', "d", 'þ', "th", 'ı',
          "i");

  /// British on the left; what no rule below catches.
  private static final Map<String, String> TABLE =
      Map.ofEntries(
          Map.entry("programme", "program"),
          Map.entry("licence", "license"),
          Map.entry("licenced", "licensed"),
          Map.entry("practise", "practice"),
          Map.entry("practised", "practiced"),
          Map.entry("practising", "practicing"),
          Map.entry("defence", "defense"),
          Map.entry("offence", "offense"),
          Map.entry("pretence", "pretense"),
          Map.entry("judgement", "judgment"),
          Map.entry("acknowledgement", "acknowledgment"),
          Map.entry("ageing", "aging"),
          Map.entry("grey", "gray"),
          Map.entry("catalogue", "catalog"),
          Map.entry("catalogued", "cataloged"),
          Map.entry("cataloguing", "cataloging"),
          Map.entry("dialogue", "dialog"),
          Map.entry("analogue", "analog"),
          Map.entry("learnt", "learned"),
          Map.entry("skilful", "skillful"),
          Map.entry("wilful", "willful"),
          Map.entry("enquiry", "inquiry"),
          Map.entry("adviser", "advisor"),
          Map.entry("manoeuvre", "maneuver"),
          Map.entry("aluminium", "aluminum"),
          Map.entry("encyclopaedia", "encyclopedia"),
          Map.entry("archaeology", "archeology"),
          Map.entry("paediatric", "pediatric"),
          Map.entry("anaesthesia", "anesthesia"),
          Map.entry("orientated", "oriented"));

  private static final Set<String> RE_WORDS =
      Set.of("centre", "metre", "kilometre", "theatre", "fibre", "litre", "calibre", "spectre");

  /// How words in which British spelling has `our` begin; a rule for all would make *our* into *or*
  /// and *four* into *for*.
  private static final Pattern OUR =
      Pattern.compile(
          "^(mis|dis|un|re)?(arm|behavi|col|clam|clang|demean|endeav|fav|ferv|flav|glam|harb|hon"
              + "|hum|lab|neighb|od|parl|ranc|rig|rum|sav|splend|tum|val|vap|vig)our");

  /// Lower case, compatibility forms unified, accents removed: `ﬁnance` and `FINANCE` are one.
  static String fold(String word) {
    boolean plain = true;
    for (int i = 0; i < word.length() && plain; i++) {
      char c = word.charAt(i);
      plain = c < 128 && !(c >= 'A' && c <= 'Z') && c != '\'';
    }
    if (plain) return word;
    boolean ascii = word.chars().allMatch(c -> c < 128);
    if (ascii) return word.toLowerCase(Locale.ROOT).replace("'", "");
    var text = Normalizer.normalize(word, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    text = MARKS.matcher(text).replaceAll("");
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && !Character.isSurrogate(c)) continue;
      var letters = LETTERS.get(c);
      if (letters == null) out.append(c);
      else out.append(letters);
    }
    return Normalizer.normalize(out, Normalizer.Form.NFC);
  }

  /// One spelling for British and American.
  static String unify(String word) {
    if (word.length() < 4) return word;
    var listed = TABLE.get(word);
    if (listed != null) return listed;
    if (word.contains("our")) word = OUR.matcher(word).replaceFirst("$1$2or");
    if (word.length() > 5) word = zed(word);
    if (word.contains("tre") || word.contains("bre")) word = ter(word);
    if (word.contains("ll")) word = singleL(word);
    return word;
  }

  /// `organise` → `organize`, `analysing` → `analyzing`. Harmless where no American z exists
  /// (`enterprise`), since labels and texts go the same way.
  private static String zed(String word) {
    for (var end :
        new String[] {
          "isation",
          "isational",
          "ise",
          "ised",
          "iser",
          "ising",
          "isable",
          "yse",
          "ysed",
          "yser",
          "ysing"
        })
      if (word.endsWith(end)) {
        int s = word.length() - end.length() + 1;
        return word.substring(0, s) + "z" + word.substring(s + 1);
      }
    return word;
  }

  private static String ter(String word) {
    if (RE_WORDS.contains(word)) return word.substring(0, word.length() - 2) + "er";
    return word.equals("centred") ? "centered" : word.equals("centring") ? "centering" : word;
  }

  /// `modelling` → `modeling`, `fulfillment` → `fulfilment`; only after a second vowel, so that
  /// *filling* is not *filing* and *billing* stays.
  private static String singleL(String word) {
    int at = word.lastIndexOf("ll");
    var rest = word.substring(at + 2);
    if (!Set.of("", "ed", "er", "ing", "or", "ment", "able").contains(rest)) return word;
    int vowels = 0;
    for (int i = 0; i < at; i++) {
      boolean here = isVowel(word.charAt(i));
      if (here && (i == 0 || !isVowel(word.charAt(i - 1)))) vowels++;
    }
    return vowels < 2 ? word : word.substring(0, at) + "l" + rest;
  }

  private static boolean isVowel(char c) {
    return "aeiouy".indexOf(c) >= 0;
  }
}
