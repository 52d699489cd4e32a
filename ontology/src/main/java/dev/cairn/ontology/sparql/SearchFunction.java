package dev.cairn.ontology.sparql;

import dev.cairn.ontology.Caller;
import dev.cairn.ontology.sparql.PassageSearch.Found;
import dev.cairn.ontology.sparql.PassageSearch.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.pfunction.PropFuncArg;
import org.apache.jena.sparql.pfunction.PropFuncArgType;
import org.apache.jena.sparql.pfunction.PropertyFunctionEval;
import org.apache.jena.sparql.util.FmtUtils;

/// `?item cairn:search ("late deliveries" 20)`, or with more to learn and another mode `(?item
/// ?score ?passage ?heading ?page) cairn:search ("late deliveries" 20 "lexical")`. Belongs to one
/// question; what it found once it does not look for again.
final class SearchFunction extends PropertyFunctionEval {
  static final String NAME = "urn:cairn:ns:search";

  private static final int USUAL = 20;
  private static final int MOST = 1_000;
  private static final int LONGEST = 1_000;
  private static final String FORM =
      "write it as ?item cairn:search (\"late deliveries\" 20), with \"lexical\" or \"semantic\""
          + " behind the number if need be";

  private final PassageSearch search;
  private final Caller caller;
  private final Visible visible;
  private final Budget budget;
  private final Map<Wanted, List<Found>> found = new HashMap<>();

  /// Whether an item may be seen.
  interface Visible {
    boolean test(Node item);
  }

  private record Wanted(String text, int limit, Mode mode) {}

  /// The question cannot be asked so; one sentence.
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String sentence) {
      super(sentence, null, false, false);
    }
  }

  SearchFunction(PassageSearch search, Caller caller, Visible visible, Budget budget) {
    super(PropFuncArgType.PF_ARG_EITHER, PropFuncArgType.PF_ARG_EITHER);
    this.search = search;
    this.caller = caller;
    this.visible = visible;
    this.budget = budget;
  }

  @Override
  public QueryIterator execEvaluated(
      Binding binding,
      PropFuncArg subject,
      Node predicate,
      PropFuncArg object,
      ExecutionContext context) {
    budget.check();
    var targets = subject.isList() ? subject.getArgList() : List.of(subject.getArg());
    if (targets.isEmpty() || targets.size() > 5)
      throw new Wrong(
          "Before cairn:search stands ?item, or (?item ?score ?passage ?heading ?page); not "
              + targets.size()
              + " things.");
    var wanted = wanted(object.isList() ? object.getArgList() : List.of(object.getArg()));
    var rows = new ArrayList<Binding>();
    for (var one : found.computeIfAbsent(wanted, this::find))
      row(binding, targets, one).ifPresent(rows::add);
    return QueryIterPlainWrapper.create(rows.iterator(), context);
  }

  private List<Found> find(Wanted wanted) {
    var all = search.find(wanted.text(), wanted.mode(), wanted.limit(), caller);
    budget.check();
    // The index may be a moment behind; the graph knows better.
    return all.stream().filter(f -> visible.test(NodeFactory.createURI(f.item()))).toList();
  }

  private static Optional<Binding> row(Binding before, List<Node> targets, Found found) {
    var values =
        List.of(
            NodeFactory.createURI(found.item()),
            NodeFactory.createLiteralByValue(found.score()),
            NodeFactory.createLiteralString(found.passage()),
            NodeFactory.createLiteralString(found.heading()),
            NodeFactory.createLiteralByValue(found.page()));
    var row = BindingFactory.builder(before);
    for (int i = 0; i < targets.size(); i++) {
      var target = targets.get(i);
      if (!target.isVariable()) {
        if (!target.sameValueAs(values.get(i))) return Optional.empty();
        continue;
      }
      var name = Var.alloc(target);
      if (!row.contains(name)) row.add(name, values.get(i));
      else if (!row.get(name).sameValueAs(values.get(i))) return Optional.empty();
    }
    return Optional.of(row.build());
  }

  private static Wanted wanted(List<Node> given) {
    if (given.isEmpty() || given.size() > 3)
      throw new Wrong("cairn:search takes a text, how many items, and a mode; " + FORM + ".");
    var text = given.getFirst();
    if (!text.isLiteral() || text.getLiteralLexicalForm().isBlank())
      throw new Wrong(
          "What cairn:search looks for must be a text that is known before, not "
              + shown(text)
              + "; "
              + FORM
              + ".");
    if (text.getLiteralLexicalForm().length() > LONGEST)
      throw new Wrong("cairn:search takes texts of up to 1,000 characters; shorten it.");
    int limit = USUAL;
    var mode = Mode.HYBRID;
    for (var more : given.subList(1, given.size()))
      if (more.isLiteral() && more.getLiteralValue() instanceof Number number)
        limit = limit(number);
      else mode = mode(more);
    return new Wanted(text.getLiteralLexicalForm(), limit, mode);
  }

  private static int limit(Number number) {
    if (number.doubleValue() < 1
        || number.doubleValue() > MOST
        || number.doubleValue() != Math.rint(number.doubleValue()))
      throw new Wrong("cairn:search gives 1 to 1,000 items, not " + number + ".");
    return number.intValue();
  }

  private static Mode mode(Node given) {
    if (given.isLiteral())
      for (var mode : Mode.values())
        if (mode.name().toLowerCase(Locale.ROOT).equals(given.getLiteralLexicalForm())) return mode;
    throw new Wrong(
        "cairn:search knows \"hybrid\", \"lexical\" and \"semantic\", not "
            + shown(given)
            + "; "
            + FORM
            + ".");
  }

  private static String shown(Node node) {
    return node.isVariable() ? "a variable without a value" : FmtUtils.stringForNode(node);
  }
}
