package dev.cairn.ontology.linking;

import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Linker;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes linkers. With {@link LinkerSettings} the only public types of this package.
public final class Linkers {
  private Linkers() {}

  /// A linker for the labels of this view. Costs milliseconds for some thousand labels; make one
  /// per version of the vocabulary and share it.
  ///
  /// How sure a mention is (its confidence):
  ///
  /// | found by | confidence |
  /// | --- | --- |
  /// | preferred label of several words | 0.95 |
  /// | alternative label of several words | 0.90 |
  /// | acronym in capitals | 0.85 |
  /// | preferred label of one word | 0.80 |
  /// | alternative label of one word | 0.75 |
  /// | … in another inflection or spelling than the label's | 0.05 less |
  /// | … shared by several concepts, its surroundings decided | times 0.85 |
  /// | … shared by several concepts, nothing nearby decided | times 0.70 |
  /// | … an acronym asked for in small letters (questions only) | times 0.80 |
  /// | everyday word | 0.45 + 0.35 s / (1 + s) |
  /// | everyday word that is the whole question, little words aside | 0.60 |
  /// | hidden label of several words | 0.30 + 0.40 times the spun score |
  /// | hidden label of one word | 0.20 + 0.30 times the spun score |
  ///
  /// Here s sums over the neighbouring concepts nearby: 1 for the concept itself or one linked with
  /// it, 0.5 for one that shares a broader concept. *Nearby* is within 300 characters, or in the
  /// same paragraph up to 1200 (these count half); a name in full anywhere in the text counts half
  /// for its acronym. Everyday words are labels of kind CONTEXT, labels of one word that several
  /// concepts share, labels that need a qualifier in parentheses to be clear, acronyms in a line
  /// that is all capitals, and single words inside a capitalised name in running text (*Department*
  /// of Labor).
  public static Linker over(ConceptView view, LinkerSettings settings) {
    return new LabelLinker(view, settings);
  }

  /// A linker that goes with the concepts as they change: each time it is asked for, the one for
  /// the view of that moment, made when the view is another one than before.
  ///
  /// @param views the concepts that texts are linked with, as they are now
  public static Supplier<Linker> following(Supplier<ConceptView> views, LinkerSettings settings) {
    var last = new AtomicReference<@Nullable Made>();
    return () -> {
      var view = views.get();
      var made = last.get();
      if (made != null && made.view() == view) return made.linker();
      var fresh = new Made(view, over(view, settings));
      last.set(fresh);
      return fresh.linker();
    };
  }

  private record Made(ConceptView view, Linker linker) {}
}
