package dev.cairn.ontology.sparql;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrConcat;
import org.apache.jena.sparql.expr.E_StrEncodeForURI;
import org.apache.jena.sparql.expr.E_StrReplace;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprFunction1;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprTransformCopy;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.RegexEngine;
import org.apache.jena.sparql.expr.aggregate.Accumulator;
import org.apache.jena.sparql.expr.aggregate.AggGroupConcat;
import org.apache.jena.sparql.expr.aggregate.Aggregator;
import org.apache.jena.sparql.expr.nodevalue.NodeFunctions;
import org.apache.jena.sparql.function.FunctionEnv;
import org.jspecify.annotations.Nullable;

/// Puts careful functions into the place of those that could go on for ever or fill the memory from
/// within one row, where the engine looks at no clock: patterns that backtrack, texts that double.
final class Careful extends ExprTransformCopy {
  private final Budget budget;

  private Careful(Budget budget) {
    this.budget = budget;
  }

  static Op made(Op question, Budget budget) {
    return Transformer.transform(new TransformCopy(), new Careful(budget), question);
  }

  @Override
  public Expr transform(ExprFunctionN function, ExprList args) {
    return switch (function) {
      case E_Regex _ -> new Regex(args, budget);
      case E_StrReplace _ -> new Replace(args, budget);
      case E_StrConcat _ -> new Concat(args, budget);
      default -> super.transform(function, args);
    };
  }

  @Override
  public Expr transform(ExprFunction1 function, Expr arg) {
    return function instanceof E_StrEncodeForURI
        ? new Encode(arg, budget)
        : super.transform(function, arg);
  }

  @Override
  public Expr transform(ExprAggregator aggregate) {
    return aggregate.getAggregator() instanceof AggGroupConcat joined
            && joined.getClass() == AggGroupConcat.class
        ? new ExprAggregator(
            aggregate.getVar(),
            new Joined(joined.getExprList().get(0), joined.getSeparator(), budget))
        : super.transform(aggregate);
  }

  /// A text that asks for the time whenever somebody reads a letter of it.
  private record Timed(CharSequence text, Budget budget) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      budget.check();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Timed(text.subSequence(start, end), budget);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  private static @Nullable Expr arg(ExprList args, int i) {
    return i < args.size() ? args.get(i) : null;
  }

  private static String text(String function, NodeValue value) {
    if (!value.isString() && !value.isLangString())
      throw new ExprEvalException(function + " takes texts");
    return value.asNode().getLiteralLexicalForm();
  }

  private static Pattern pattern(NodeValue pattern, List<NodeValue> all, int flags) {
    return RegexEngine.makePattern(
        "REGEX", text("REGEX", pattern), all.size() > flags ? text("REGEX", all.get(flags)) : null);
  }

  private static final class Regex extends E_Regex {
    private final Budget budget;

    Regex(ExprList args, Budget budget) {
      super(arg(args, 0), arg(args, 1), arg(args, 2));
      this.budget = budget;
    }

    @Override
    public NodeValue eval(List<NodeValue> args) {
      var text = text("REGEX", args.get(0));
      try {
        return NodeValue.makeBoolean(
            pattern(args.get(1), args, 2).matcher(new Timed(text, budget)).find());
      } catch (StackOverflowError e) {
        throw new ExprEvalException("the pattern is too deep for this text", e);
      }
    }

    @Override
    public Expr copy(ExprList args) {
      return new Regex(args, budget);
    }
  }

  private static final class Replace extends E_StrReplace {
    private final Budget budget;

    Replace(ExprList args, Budget budget) {
      super(arg(args, 0), arg(args, 1), arg(args, 2), arg(args, 3));
      this.budget = budget;
    }

    @Override
    public NodeValue eval(List<NodeValue> args) {
      var text = text("REPLACE", args.get(0));
      var by = text("REPLACE", args.get(2));
      var made = new StringBuilder();
      try {
        var matcher = pattern(args.get(1), args, 3).matcher(new Timed(text, budget));
        while (matcher.find()) {
          if (matcher.end() == matcher.start())
            throw new ExprEvalException("REPLACE: the pattern matches nothing at all");
          int before = made.length();
          matcher.appendReplacement(made, by);
          budget.write(made.length() - (long) before);
        }
        matcher.appendTail(made);
      } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
        throw new ExprEvalException("REPLACE: there is no such group", e);
      } catch (StackOverflowError e) {
        throw new ExprEvalException("the pattern is too deep for this text", e);
      }
      return like(args.get(0).asNode(), made.toString());
    }

    @Override
    public Expr copy(ExprList args) {
      return new Replace(args, budget);
    }
  }

  /// A text of the same language.
  private static NodeValue like(Node old, String text) {
    return NodeFunctions.hasLang(old)
        ? NodeValue.makeNode(NodeFactory.createLiteralLang(text, old.getLiteralLanguage()))
        : NodeValue.makeString(text);
  }

  private static final class Concat extends E_StrConcat {
    private final Budget budget;

    Concat(ExprList args, Budget budget) {
      super(args);
      this.budget = budget;
    }

    @Override
    public NodeValue eval(List<NodeValue> args) {
      long length = 0;
      for (var arg : args) length += arg.asString().length();
      budget.write(length);
      return super.eval(args);
    }

    @Override
    public Expr copy(ExprList args) {
      return new Concat(args, budget);
    }
  }

  private static final class Encode extends E_StrEncodeForURI {
    private final Budget budget;

    Encode(Expr arg, Budget budget) {
      super(arg);
      this.budget = budget;
    }

    @Override
    public NodeValue eval(NodeValue value) {
      budget.write(3L * value.asString().length());
      return super.eval(value);
    }

    @Override
    public Expr copy(Expr arg) {
      return new Encode(arg, budget);
    }
  }

  private static final class Joined extends AggGroupConcat {
    private final Expr expr;
    private final Budget budget;

    Joined(Expr expr, String separator, Budget budget) {
      super(expr, separator);
      this.expr = expr;
      this.budget = budget;
    }

    @Override
    public Aggregator copy(ExprList exprs) {
      return new Joined(exprs.get(0), getSeparator(), budget);
    }

    @Override
    public Accumulator createAccumulator() {
      var inner = super.createAccumulator();
      return new Accumulator() {
        @Override
        public void accumulate(Binding row, FunctionEnv env) {
          budget.write(getSeparator().length() + length(row, env));
          inner.accumulate(row, env);
        }

        @Override
        public NodeValue getValue() {
          return inner.getValue();
        }
      };
    }

    private long length(Binding row, FunctionEnv env) {
      try {
        return expr.eval(row, env).asString().length();
      } catch (ExprEvalException _) {
        return 0;
      }
    }

    @Override
    public int hashCode() {
      return super.hashCode();
    }

    @Override
    public boolean equals(Aggregator other, boolean alike) {
      return super.equals(other, alike);
    }
  }
}
