package dev.cairn.server.pages;

import dev.cairn.indexer.SearchRequest;
import java.util.Locale;
import java.util.TreeSet;

/// A search request as an address, with what differs from the defaults.
final class SearchAddress {
  static final String PATH = "/search";

  private SearchAddress() {}

  static Address of(SearchRequest request) {
    var address = Address.of(PATH);
    if (!request.text().isBlank()) address = address.with("q", request.text().strip());
    if (request.mode() != SearchRequest.Mode.HYBRID)
      address = address.with("mode", code(request.mode()));
    for (var kind : new TreeSet<>(request.kinds())) address = address.with("kind", code(kind));
    for (var concept : request.concepts()) address = address.with("concept", concept);
    if (request.exact()) address = address.with("exact", "true");
    for (var concept : request.also()) address = address.with("also", concept);
    for (var concept : request.without()) address = address.with("without", concept);
    for (var name : SearchRequest.SLICES)
      for (var value : request.slices().getOrDefault(name, java.util.List.of()))
        address = address.with(name, value);
    for (var name : SearchRequest.FILTERS)
      for (var value : request.filters().getOrDefault(name, java.util.List.of()))
        address = address.with(name, value);
    address = address.with("from", request.from()).with("to", request.to());
    if (request.sort() != SearchRequest.Sort.RELEVANCE)
      address = address.with("sort", code(request.sort()));
    return request.limit() == 10 ? address : address.with("limit", "" + request.limit());
  }

  static Address about(String concept) {
    return Address.of(PATH).with("concept", concept);
  }

  static Address words(String text) {
    return Address.of(PATH).with("q", text);
  }

  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
