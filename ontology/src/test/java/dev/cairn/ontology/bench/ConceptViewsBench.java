package dev.cairn.ontology.bench;

import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.concepts.ConceptViews;
import dev.cairn.ontology.concepts.Surroundings;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.skos.SkosFile;
import dev.cairn.ontology.skos.SkosFiles;
import dev.cairn.ontology.vocabulary.BuiltIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;

/// Makes the picture of the built-in scheme together with the vocabularies in the files that are
/// named, and the linker over it; prints time (first and best of seven) and memory.
public final class ConceptViewsBench {
  private static final int ROUNDS = 7;

  private ConceptViewsBench() {}

  public static void main(String[] files) throws IOException {
    Graph all = BuiltIn.load().graph();
    for (var file : files)
      if (SkosFiles.read(Files.readAllBytes(Path.of(file)), file) instanceof SkosFile.Loaded it)
        GraphUtil.addInto(all, it.graph());
    System.out.printf("statements %d, heap %d MB%n", all.size(), heapMegabytes());
    var kept = new ArrayList<Object>();
    ConceptView view = time("picture", () -> ConceptViews.of(all));
    kept.add(view);
    System.out.printf(
        "concepts %d, version %s, heap %d MB%n",
        view.all().size(), view.version(), heapMegabytes());
    kept.add(time("linker", () -> Linkers.over(view, new LinkerSettings(true))));
    System.out.printf("heap %d MB%n", heapMegabytes());
    var deep = view.all().stream().map(c -> c.id()).toList();
    time("ancestors of all", () -> deep.stream().mapToInt(id -> view.ancestors(id).size()).sum());
    time(
        "descendants of all",
        () -> deep.stream().mapToInt(id -> view.descendants(id).size()).sum());
    time(
        "around (1 000, depth 2, 200 nodes)",
        () ->
            deep.subList(0, Math.min(1_000, deep.size())).stream()
                .mapToInt(id ->
                    Surroundings.of(view, _ -> 0, Surroundings.Wish.around(id, 2, 200))
                        .places()
                        .size())
                .sum());
    System.out.println(List.copyOf(kept).size() + " kept");
  }

  private static <T> T time(String what, Supplier<T> work) {
    long first = 0;
    long best = Long.MAX_VALUE;
    T made = work.get();
    for (int i = 0; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      made = work.get();
      long took = System.nanoTime() - begin;
      if (i == 0) first = took;
      best = Math.min(best, took);
    }
    System.out.printf(
        "%s: second %d ms, best of %d %d ms%n", what, first / 1_000_000, ROUNDS, best / 1_000_000);
    return made;
  }

  private static long heapMegabytes() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
