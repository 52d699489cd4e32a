package dev.cairn.server.http;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The parameters of a request. What is not declared by the route is refused by name, so that a
/// typing error is noticed instead of giving a wrong answer.
record Params(Function<String, List<String>> values, Optional<String> languages) {
  Params(Context ctx) {
    this(ctx::queryParams, Optional.ofNullable(ctx.header("Accept-Language")));
  }

  /// The parameters of an address of ours, as a form sends it back.
  static Params ofQuery(String address) {
    var values = new HashMap<String, List<String>>();
    int query = address.indexOf('?');
    if (query >= 0)
      for (var part : address.substring(query + 1).split("&")) {
        int is = part.indexOf('=');
        if (is > 0)
          values
              .computeIfAbsent(decoded(part.substring(0, is)), _ -> new ArrayList<>())
              .add(decoded(part.substring(is + 1)));
      }
    return new Params(name -> values.getOrDefault(name, List.of()), Optional.empty());
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private static final int LONGEST_LANGUAGES = 500;

  Optional<String> text(String name) {
    var given = values.apply(name);
    if (given.size() > 1)
      throw Refusal.badParameter(
          name, "'" + name + "' may be given once, not " + given.size() + " times.");
    return given.stream().findFirst();
  }

  /// All values of a repeatable parameter, blank ones left out.
  List<String> texts(String name) {
    return values.apply(name).stream().map(String::strip).filter(v -> !v.isEmpty()).toList();
  }

  int number(String name, int fallback, int least, int most) {
    var value = text(name);
    if (value.isEmpty() || value.get().isBlank()) return fallback;
    try {
      int number = Integer.parseInt(value.get().strip());
      if (number >= least && number <= most) return number;
    } catch (NumberFormatException _) {
      // told below, with the range
    }
    throw Refusal.badParameter(
        name,
        "'%s' must be a whole number from %d to %d, not '%s'."
            .formatted(name, least, most, value.get()));
  }

  boolean flag(String name) {
    return switch (text(name).orElse("false")) {
      case "true", "" -> text(name).isPresent();
      case "false" -> false;
      case String other ->
          throw Refusal.badParameter(
              name, "'" + name + "' must be true or false, not '" + other + "'.");
    };
  }

  /// The language in which who asks would rather read, as the browser says.
  Optional<String> language() {
    return languages.flatMap(Params::preferred);
  }

  /// The best liked language, ISO 639; empty where nothing is said, or nothing that can be read.
  static Optional<String> preferred(String acceptLanguage) {
    if (acceptLanguage.isBlank() || acceptLanguage.length() > LONGEST_LANGUAGES)
      return Optional.empty();
    try {
      return Locale.LanguageRange.parse(acceptLanguage).stream()
          .filter(range -> range.getWeight() > 0)
          .map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
          .filter(language -> !language.isEmpty())
          .findFirst();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  Optional<LocalDate> date(String name) {
    var value = text(name).filter(v -> !v.isBlank());
    try {
      return value.map(v -> LocalDate.parse(v.strip()));
    } catch (DateTimeParseException _) {
      throw Refusal.badParameter(
          name, "'" + name + "' must be a date such as 2026-05-01, not '" + value.get() + "'.");
    }
  }

  /// The constant whose camelCase name this is.
  <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    return text(name).filter(v -> !v.isBlank()).map(v -> constant(name, type, v));
  }

  <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
    return texts(name).stream().map(v -> constant(name, type, v)).toList();
  }

  private static <E extends Enum<E>> E constant(String name, Class<E> type, String value) {
    return dev.cairn.corpus.Lesson.fromCode(type, value)
        .orElseThrow(() ->
            Refusal.badParameter(
                name,
                "'%s' must be one of %s, not '%s'."
                    .formatted(name, String.join(", ", codes(type)), value)));
  }

  static <E extends Enum<E>> List<String> codes(Class<E> type) {
    var all = new ArrayList<String>();
    for (var constant : type.getEnumConstants()) all.add(code(constant));
    return all;
  }

  /// `NEAR_MISS` → `nearMiss`
  static String code(Enum<?> constant) {
    var parts = constant.name().toLowerCase(java.util.Locale.ROOT).split("_");
    var code = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++)
      code.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
    return code.toString();
  }

  /// What was typed into a field of a form, without blanks around; empty where there is none.
  static String field(Context ctx, String name) {
    return Optional.ofNullable(ctx.formParam(name)).orElse("").strip();
  }
}
