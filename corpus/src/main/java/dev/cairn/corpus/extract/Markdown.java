package dev.cairn.corpus.extract;

import dev.cairn.corpus.Metadata;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// Markdown as HTML, and its front matter as metadata. Shortcodes and template tags are reduced to
/// the text in them.
final class Markdown {
  private static final List<String> TITLES = List.of("title", "long-title", "page_title_tag");
  private static final List<String> SUMMARIES =
      List.of("summary", "description", "abstract", "excerpt", "deck", "subtitle");
  private static final List<String> AUTHORS = List.of("authors", "author", "byline", "creator");
  private static final List<String> PUBLISHED =
      List.of("date", "published", "publish_date", "publishdate", "date_published", "pubdate");
  private static final List<String> MODIFIED =
      List.of("last_modified_at", "lastmod", "updated", "modified", "last_updated");
  private static final List<String> KEYWORDS = List.of("tags", "topics", "keywords");
  private static final List<String> LANGUAGES = List.of("lang", "language", "locale");
  private static final List<String> ORGANISATIONS =
      List.of("organisation", "organization", "publisher");

  private static final Pattern COMMENT =
      Pattern.compile("(?s)\\{%-?\\s*comment\\s*-?%}.*?\\{%-?\\s*endcomment\\s*-?%}");

  /// A template expression where an address is expected.
  private static final Pattern IN_ADDRESS = Pattern.compile("\\]\\(\\s*\\{[{%][^\\n]*?[}%]}");

  private static final Pattern CODE =
      Pattern.compile("(?s)\\{\\{.{0,4000}?}}|\\{%.{0,4000}?%}|\\{:[^}\\n]{0,400}}");
  private static final Pattern ARGUMENT =
      Pattern.compile("([a-zA-Z-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|“([^”]*)”)");

  private final Parser parser;
  private final HtmlRenderer renderer;

  Markdown() {
    var tables = List.of(TablesExtension.create());
    parser = Parser.builder().extensions(tables).build();
    renderer = HtmlRenderer.builder().extensions(tables).build();
  }

  static boolean isName(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).matches(".*\\.(?:md|markdown|mdown|mkd|mdwn)");
  }

  String html(String body) {
    return renderer.render(parser.parse(withoutCode(body)));
  }

  /// @param plain makes text of what may be HTML
  static Metadata metadata(FrontMatter matter, UnaryOperator<String> plain, LocalDate today) {
    return new Metadata(
        first(matter, TITLES, value -> Plausible.title(plain.apply(value))),
        first(matter, SUMMARIES, value -> Plausible.summary(plain.apply(value))),
        Plausible.authors(all(matter, AUTHORS)),
        first(matter, ORGANISATIONS, value -> Optional.of(CleanText.line(plain.apply(value)))),
        first(matter, PUBLISHED, value -> Plausible.date(value, today))
            .or(() -> first(matter, MODIFIED, value -> Plausible.date(value, today))),
        Plausible.keywords(all(matter, KEYWORDS)),
        List.of(),
        first(matter, LANGUAGES, Plausible::language),
        Optional.empty());
  }

  private static List<String> all(FrontMatter matter, List<String> keys) {
    return keys.stream().flatMap(key -> matter.all(key).stream()).toList();
  }

  private static <T> Optional<T> first(
      FrontMatter matter, List<String> keys, Function<String, Optional<T>> meaning) {
    return all(matter, keys).stream().map(meaning).flatMap(Optional::stream).findFirst();
  }

  static String withoutCode(String body) {
    var visible = COMMENT.matcher(body).replaceAll("");
    var linked = IN_ADDRESS.matcher(visible).replaceAll("](#");
    return CODE.matcher(linked).replaceAll(code -> Matcher.quoteReplacement(texts(code.group())));
  }

  /// What a reader would have seen of a shortcode: of a picture its caption, else its description.
  private static String texts(String code) {
    var texts = new ArrayList<String>();
    var alternative = "";
    boolean captioned = false;
    var arguments = ARGUMENT.matcher(code);
    while (arguments.find()) {
      var value = arguments.group(2) != null ? arguments.group(2) : arguments.group(3);
      if (value == null || value.isBlank()) continue;
      var text = value.replace("\\\"", "\"").strip();
      switch (arguments.group(1).toLowerCase(Locale.ROOT)) {
        case "caption" -> {
          captioned = true;
          texts.add(text);
        }
        case "text", "quote", "cite", "heading", "title", "description" -> texts.add(text);
        case "alt" -> alternative = text;
        default -> {}
      }
    }
    if (!captioned && !alternative.isEmpty()) texts.add(alternative);
    return String.join(" – ", texts);
  }
}
