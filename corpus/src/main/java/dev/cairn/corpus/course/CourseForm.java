package dev.cairn.corpus.course;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.course.Course.Reference;
import dev.cairn.corpus.course.Course.Step;
import dev.cairn.corpus.curation.Kept;
import dev.cairn.ontology.learning.Level;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How a course is written down.
final class CourseForm implements Kept.Form<Course> {
  @Override
  public void write(Course course, ObjectNode line) {
    line.put("id", course.id())
        .put("owner", course.owner())
        .put("listed", course.listed())
        .put("title", course.title())
        .put("description", course.description())
        .put("level", course.level().code())
        .put("hours", course.hours())
        .put("since", course.since().toString())
        .put("changed", course.changed().toString());
    var concepts = line.putArray("concepts");
    course.concepts().forEach(concepts::add);
    var steps = line.putArray("steps");
    for (var step : course.steps()) {
      var one = steps.addObject();
      one.put("concept", step.concept())
          .put("label", step.label())
          .put("why", step.why())
          .put("note", step.note());
      write(step.passages(), one.putArray("passages"));
      write(step.lessons(), one.putArray("lessons"));
    }
  }

  private static void write(List<Reference> places, ArrayNode list) {
    for (var place : places)
      list.addObject()
          .put("item", place.item().value())
          .put("version", place.version())
          .put("passage", place.passage())
          .put("start", place.start())
          .put("end", place.end())
          .put("heading", place.heading());
  }

  @Override
  public Course read(JsonNode line) {
    return new Course(
        text(line, "id"),
        text(line, "owner"),
        line.path("listed").asBoolean(false),
        text(line, "title"),
        text(line, "description"),
        line.path("concepts").valueStream().map(JsonNode::asString).toList(),
        Level.fromCode(text(line, "level"))
            .orElseThrow(() -> new IllegalArgumentException("no level in " + line)),
        number(line, "hours"),
        line.path("steps").valueStream().map(CourseForm::step).toList(),
        Instant.parse(text(line, "since")),
        Instant.parse(text(line, "changed")));
  }

  private static Step step(JsonNode step) {
    return new Step(
        text(step, "concept"),
        text(step, "label"),
        text(step, "why"),
        text(step, "note"),
        places(step.path("passages")),
        places(step.path("lessons")));
  }

  private static List<Reference> places(JsonNode list) {
    return list.valueStream()
        .map(place ->
            new Reference(
                new ItemId(text(place, "item")),
                number(place, "version"),
                number(place, "passage"),
                number(place, "start"),
                number(place, "end"),
                text(place, "heading")))
        .toList();
  }

  private static String text(JsonNode node, String name) {
    var value = node.path(name);
    if (!value.isString()) throw new IllegalArgumentException("no '" + name + "' in " + node);
    return value.asString();
  }

  private static int number(JsonNode node, String name) {
    var value = node.path(name);
    if (!value.isInt()) throw new IllegalArgumentException("no '" + name + "' in " + node);
    return value.asInt();
  }
}
