package dev.cairn.server.http;

import dev.cairn.corpus.measure.AskedQuestions;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.server.pages.ConceptPage;
import dev.cairn.server.pages.ConceptPages;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What people asked that names a concept. Told to admins only, since a question may tell who
/// asked.
final class AskedFor {
  private static final int MOST = 5;

  private AskedFor() {}

  static ConceptPage.Asked about(Concept concept, Rooms rooms, Caller caller) {
    if (!caller.isAdmin()) return ConceptPage.Asked.NOTHING;
    var names = ConceptPages.naming(concept);
    Predicate<String> naming = question -> names.matcher(question).find();
    var questions = rooms.helping().events().questions();
    return new ConceptPage.Asked(
        first(questions.inVain().stream(), naming),
        first(questions.askedBy(1).stream().map(AskedQuestions.Question::text), naming));
  }

  private static List<String> first(Stream<String> questions, Predicate<String> naming) {
    return questions.filter(naming).limit(MOST).toList();
  }
}
