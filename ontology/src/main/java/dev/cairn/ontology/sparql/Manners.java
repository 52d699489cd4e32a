package dev.cairn.ontology.sparql;

import java.util.Set;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVisitorBase;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpOrder;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.walker.Walker;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprVisitorBase;
import org.apache.jena.sparql.expr.aggregate.AggCustom;
import org.apache.jena.sparql.function.FunctionFactory;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.apache.jena.sparql.pfunction.PropertyFunctionFactory;
import org.apache.jena.sparql.pfunction.PropertyFunctionRegistry;
import org.jspecify.annotations.Nullable;

/// What a question may call. Everything is forbidden that is not named here: the engine would find
/// functions by the names of Java classes, and some that speak to the machine.
final class Manners {
  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
  private static final String XPATH = "http://www.w3.org/2005/xpath-functions#";
  private static final String MATH = "http://www.w3.org/2005/xpath-functions/math#";

  /// Those that end soon and make no more text than they get.
  private static final Set<String> OF_XPATH =
      Set.of(
          "abs",
          "boolean",
          "ceiling",
          "contains",
          "day-from-date",
          "day-from-dateTime",
          "days-from-duration",
          "ends-with",
          "floor",
          "hours-from-dateTime",
          "hours-from-duration",
          "lower-case",
          "minutes-from-dateTime",
          "month-from-date",
          "month-from-dateTime",
          "normalize-space",
          "not",
          "round",
          "seconds-from-dateTime",
          "starts-with",
          "string-length",
          "substring",
          "substring-after",
          "substring-before",
          "upper-case",
          "year-from-date",
          "year-from-dateTime",
          "years-from-duration");

  private Manners() {}

  /// It asks for what is not allowed; one sentence.
  static final class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Forbidden(String sentence) {
      super(sentence, null, false, false);
    }
  }

  /// @throws Forbidden if it reaches outside
  static void check(Op question) {
    Walker.walk(question, new Calls(), new Functions());
  }

  private static final class Calls extends OpVisitorBase {
    @Override
    public void visit(OpService service) {
      throw new Forbidden(
          "SERVICE is not allowed: a question asks this server and no other. Leave it out, and join"
              + " the two answers on your side.");
    }

    /// The walk passes by what is sorted by.
    @Override
    public void visit(OpOrder order) {
      order
          .getConditions()
          .forEach(by -> Walker.walk(by.getExpression(), new Calls(), new Functions()));
    }

    @Override
    public void visit(OpBGP pattern) {
      for (var triple : pattern.getPattern())
        if (triple.getPredicate().isURI() && isMagic(triple.getPredicate().getURI()))
          throw new Forbidden(
              "There is no property function <"
                  + triple.getPredicate().getURI()
                  + "> here; there is cairn:search.");
    }
  }

  private static final class Functions extends ExprVisitorBase {
    @Override
    public void visit(ExprFunctionN function) {
      var name = function.getFunctionIRI();
      if (name != null && !isKnown(name))
        throw new Forbidden(
            "There is no function <"
                + name
                + "> here; there are those of SPARQL 1.1, the casts of XML Schema, and some of"
                + " XPath.");
    }

    @Override
    public void visit(ExprAggregator aggregate) {
      if (aggregate.getAggregator() instanceof AggCustom custom)
        throw new Forbidden("There is no aggregate <" + custom.getIRI() + "> here.");
    }
  }

  /// Whether the engine would take the property for one of its own functions.
  private static boolean isMagic(String name) {
    return name.startsWith("java:")
        || name.startsWith("http://jena.apache.org/")
        || name.startsWith("http://jena.hpl.hp.com/");
  }

  private static boolean isKnown(String function) {
    if (function.startsWith(XPATH)) return OF_XPATH.contains(function.substring(XPATH.length()));
    return function.startsWith(XSD) || function.startsWith(MATH);
  }

  /// Finds the functions that are allowed, and no others.
  static FunctionRegistry functions() {
    return new FunctionRegistry() {
      @Override
      public @Nullable FunctionFactory getFunctionFactory(String name) {
        return isKnown(name) ? FunctionRegistry.get().getFunctionFactory(name) : null;
      }
    };
  }

  /// Finds the one property function that there is.
  static PropertyFunctionRegistry properties(PropertyFunctionFactory search) {
    return new PropertyFunctionRegistry() {
      @Override
      public boolean manages(String name) {
        return name.equals(SearchFunction.NAME);
      }

      @Override
      public @Nullable PropertyFunctionFactory get(String name) {
        return manages(name) ? search : null;
      }
    };
  }
}
