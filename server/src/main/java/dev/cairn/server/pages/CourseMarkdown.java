package dev.cairn.server.pages;

import java.util.List;
import java.util.regex.Pattern;

/// A course as Markdown (CommonMark). Whatever somebody wrote stays text.
final class CourseMarkdown {
  /// What may mean something anywhere in a line.
  private static final Pattern SIGNS = Pattern.compile("[\\\\`*_\\[\\]<>&#|~!$^{}]");

  /// What may mean something where a line begins.
  private static final Pattern BEGINNING = Pattern.compile("^([-+=:])|^(\\d{1,9})([.)])");

  /// What renderers make links of by themselves.
  private static final Pattern LINK =
      Pattern.compile("(?i)\\b(https?|ftp|mailto|xmpp)(:)|\\bwww(\\.)|(@)");

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

  private final StringBuilder text = new StringBuilder();
  private final CoursePage.Export export;

  private CourseMarkdown(CoursePage.Export export) {
    this.export = export;
  }

  static String of(CoursePage.Export export) {
    return new CourseMarkdown(export).written();
  }

  private String written() {
    var sheet = export.sheet();
    paragraph("# " + line(sheet.title()));
    paragraphs("", sheet.description().lines().toList());
    paragraph(
        line(sheet.level() + ", " + sheet.length() + " in " + steps(sheet.steps().size()) + ".")
            + " "
            + line(export.reckoned()));
    for (var step : sheet.steps()) step(step);
    if (!export.questions().isEmpty()) quiz();
    return text.toString();
  }

  private static String steps(int count) {
    return Words.count(count, "step", "steps");
  }

  private void step(CourseSheet.Step step) {
    paragraph("## " + step.number() + "\\. " + line(step.label()));
    if (!step.definition().isEmpty()) paragraph(line(step.definition()));
    if (!step.why().isEmpty()) paragraph("Why this is here: " + line(step.why()));
    paragraphs("", step.note().lines().toList());
    if (!step.missing().isEmpty()) paragraph(line(step.missing()));
    for (var passage : step.passages()) read("Read", passage);
    for (var lesson : step.lessons()) {
      read("Case", lesson);
      if (!lesson.question().isEmpty()) paragraph("To discuss: " + line(lesson.question()));
    }
  }

  private void read(String what, CourseSheet.Text read) {
    paragraph("### " + what + ": " + link(read.title(), read.href()));
    paragraphs("> ", read.paragraphs());
    var where = read.where().isEmpty() ? "" : line(read.where()) + ", ";
    paragraph("> " + where + line(read.length()));
  }

  private void quiz() {
    paragraph("## Quiz");
    for (var question : export.questions()) {
      paragraph("### " + question.number() + "\\. " + line(question.text()));
      if (!question.passage().isEmpty()) {
        paragraphs("> ", question.passage().lines().toList());
        if (!question.source().label().isEmpty())
          paragraph("> " + link(question.source().label(), question.source().href()));
      }
      for (var alternative : question.alternatives())
        text.append("- ")
            .append(CoursePage.Export.letter(Integer.parseInt(alternative.value())))
            .append(": ")
            .append(line(alternative.label()))
            .append('\n');
      text.append('\n');
    }
    paragraph("## Answers");
    for (var question : export.questions())
      paragraph(
          question.number() + "\\. " + line(question.right()) + " – " + line(question.because()));
  }

  private String link(String label, String href) {
    return "[" + line(label) + "](<" + export.address() + href.replaceAll("[<>\\s]", "") + ">)";
  }

  private void paragraph(String line) {
    text.append(line).append("\n\n");
  }

  private void paragraphs(String before, List<String> lines) {
    for (var one : lines) {
      var line = line(one);
      if (!line.isEmpty())
        text.append(before).append(line).append('\n').append(before.strip()).append('\n');
    }
  }

  /// One line of plain text.
  static String line(String words) {
    var plain = CONTROL.matcher(words).replaceAll(" ").strip();
    var escaped = SIGNS.matcher(plain).replaceAll("\\\\$0");
    escaped = BEGINNING.matcher(escaped).replaceFirst("$2\\\\$1$3");
    return LINK.matcher(escaped)
        .replaceAll(m ->
            m.group().contains(":")
                ? m.group(1) + "\\\\:"
                : m.group().equals("@") ? "\\\\@" : "www\\\\.");
  }
}
