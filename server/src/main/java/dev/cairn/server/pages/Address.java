package dev.cairn.server.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a page is, with every choice that was made on it. Immutable; a link to another state is
/// this address with a part changed.
///
/// @param path without a query
/// @param choices in the order in which they are written
/// @param fragment empty for the page as a whole
public record Address(String path, List<Choice> choices, String fragment) {
  public record Choice(String name, String value) {}

  public Address {
    choices = List.copyOf(choices);
  }

  public static Address of(String path) {
    return new Address(path, List.of(), "");
  }

  /// One more value of that name.
  public Address with(String name, String value) {
    var all = new ArrayList<>(choices);
    all.add(new Choice(name, value));
    return new Address(path, all, fragment);
  }

  /// This value of that name, if there is one.
  public Address with(String name, Optional<?> value) {
    return value.isPresent() ? with(name, value.get().toString()) : this;
  }

  /// That name with this value only.
  public Address set(String name, String value) {
    return without(name).with(name, value);
  }

  public Address without(String name) {
    return new Address(
        path, choices.stream().filter(c -> !c.name().equals(name)).toList(), fragment);
  }

  public Address without(String name, String value) {
    return new Address(
        path, choices.stream().filter(c -> !c.equals(new Choice(name, value))).toList(), fragment);
  }

  public boolean has(String name, String value) {
    return choices.contains(new Choice(name, value));
  }

  public Address at(String newFragment) {
    return new Address(path, choices, newFragment);
  }

  /// As it stands in a link, not yet escaped for markup.
  @Override
  public String toString() {
    var text = new StringBuilder(path);
    char separator = '?';
    for (var choice : choices) {
      text.append(separator).append(encode(choice.name())).append('=');
      text.append(encode(choice.value()));
      separator = '&';
    }
    if (!fragment.isEmpty()) text.append('#').append(fragment);
    return text.toString();
  }

  /// For one segment of a path or one value of a query.
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
