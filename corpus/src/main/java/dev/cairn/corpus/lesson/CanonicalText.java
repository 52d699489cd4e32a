package dev.cairn.corpus.lesson;

import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Metadata;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// All that a lesson says, as one text that does not depend on the order in which it was said. Each
/// value stands with its length before it, so that no two lessons have the same text.
final class CanonicalText {
  private final TreeMap<String, List<String>> values = new TreeMap<>();

  private CanonicalText() {}

  /// SHA-256 of the canonical text. What a lesson is superseded by counts as the source's key,
  /// which stands among the fields, not as the id that is found for it later.
  static ContentId contentId(Metadata metadata, Lesson lesson) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return new ContentId(
          HexFormat.of()
              .formatHex(digest.digest(of(metadata, lesson).getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String of(Metadata metadata, Lesson lesson) {
    var text = new CanonicalText();
    text.metadata(metadata);
    text.lesson(lesson);
    var all = new StringBuilder("lesson 1\n");
    text.values.forEach((name, said) ->
        said.forEach(value ->
            all.append(name)
                .append(' ')
                .append(value.length())
                .append(' ')
                .append(value)
                .append('\n')));
    return all.toString();
  }

  private void metadata(Metadata metadata) {
    one("title", metadata.title());
    one("abstract", metadata.summary());
    metadata.authors().forEach(a -> one("contributors", a));
    one("organisation", metadata.organisation());
    one("date", metadata.date().map(Object::toString));
    metadata.keywords().forEach(k -> one("keywords", k));
    metadata.concepts().forEach(c -> one("concepts", c));
    one("language", metadata.language());
    metadata.access().ifPresent(access -> access.readers().forEach(r -> one("access", r)));
  }

  private void lesson(Lesson lesson) {
    one("drivingEvent", lesson.drivingEvent());
    one("lesson", lesson.lesson());
    one("recommendation", lesson.recommendation());
    one("evidence", lesson.evidence());
    one("applicability", lesson.applicability());
    one("outcome", lesson.outcome().map(Lesson.OutcomeKind::code));
    one("eventDate", lesson.eventDate().map(Object::toString));
    one("priority", lesson.priority().map(Lesson.Priority::code));
    one("status", lesson.status().code());
    one("project", lesson.project());
    lesson.loop().ifPresent(this::loop);
    for (var reading : lesson.readings())
      one("readings", reading.at() + " " + reading.value() + " " + reading.unit());
    lesson.slices().forEach(s -> one("slices", s));
    for (var field : lesson.fields()) one("field " + field.name(), field.text());
  }

  private void loop(Lesson.Loop loop) {
    one("loop.process", loop.process());
    one("loop.sensor", loop.sensor());
    one("loop.comparator", loop.comparator());
    one("loop.activator", loop.activator());
  }

  private void one(String name, Optional<String> value) {
    value.ifPresent(v -> one(name, v));
  }

  private void one(String name, String value) {
    values
        .computeIfAbsent(name, _ -> new ArrayList<>())
        .add(Normalizer.normalize(value, Normalizer.Form.NFC));
  }
}
