package dev.cairn.ontology.sparql;

import java.util.function.Supplier;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpDistinct;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpMinus;
import org.apache.jena.sparql.algebra.op.OpOrder;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIteratorWrapper;
import org.apache.jena.sparql.engine.main.OpExecutor;

/// Runs a question, counting the rows that are kept until all are there: to be sorted, compared,
/// grouped, joined.
final class Executor extends OpExecutor {
  private final Budget budget;

  /// Whether what is run next keeps its rows.
  private boolean keeping;

  Executor(ExecutionContext context, Budget budget) {
    super(context);
    this.budget = budget;
  }

  @Override
  protected QueryIterator exec(Op op, QueryIterator input) {
    boolean kept = keeping;
    keeping = false;
    budget.check();
    var rows = super.exec(op, input);
    return kept ? new Counted(rows, budget) : rows;
  }

  private QueryIterator keeping(Supplier<QueryIterator> run) {
    keeping = true;
    return run.get();
  }

  @Override
  protected QueryIterator execute(OpOrder op, QueryIterator input) {
    return keeping(() -> super.execute(op, input));
  }

  @Override
  protected QueryIterator execute(OpDistinct op, QueryIterator input) {
    return keeping(() -> super.execute(op, input));
  }

  /// Without names there is one group, which keeps no rows.
  @Override
  protected QueryIterator execute(OpGroup op, QueryIterator input) {
    boolean one =
        op.getGroupVars().isEmpty()
            && op.getAggregators().stream()
                .noneMatch(a -> a.getAggregator().getName().contains("DISTINCT"));
    return one ? super.execute(op, input) : keeping(() -> super.execute(op, input));
  }

  @Override
  protected QueryIterator execute(OpJoin op, QueryIterator input) {
    return keeping(() -> super.execute(op, input));
  }

  @Override
  protected QueryIterator execute(OpLeftJoin op, QueryIterator input) {
    return keeping(() -> super.execute(op, input));
  }

  @Override
  protected QueryIterator execute(OpMinus op, QueryIterator input) {
    return keeping(() -> super.execute(op, input));
  }

  /// Turned away before; here once more.
  @Override
  protected QueryIterator execute(OpService op, QueryIterator input) {
    throw new Manners.Forbidden("SERVICE is not allowed.");
  }

  private static final class Counted extends QueryIteratorWrapper {
    private final Budget budget;

    Counted(QueryIterator rows, Budget budget) {
      super(rows);
      this.budget = budget;
    }

    @Override
    protected Binding moveToNextBinding() {
      budget.hold();
      return super.moveToNextBinding();
    }
  }
}
