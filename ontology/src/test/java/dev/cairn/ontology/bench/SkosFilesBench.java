package dev.cairn.ontology.bench;

import dev.cairn.ontology.skos.Defect;
import dev.cairn.ontology.skos.Defects;
import dev.cairn.ontology.skos.SkosFile;
import dev.cairn.ontology.skos.SkosFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Reads all vocabularies in the files and folders that are named, and prints one line for each.
public final class SkosFilesBench {
  private SkosFilesBench() {}

  public static void main(String[] arguments) throws IOException {
    var files = new ArrayList<Path>();
    boolean all = false;
    for (var argument : arguments) {
      if (argument.equals("--defects")) all = true;
      else if (Files.isDirectory(Path.of(argument)))
        try (var inside = Files.list(Path.of(argument))) {
          inside.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
      else files.add(Path.of(argument));
    }
    System.out.println("| file | outcome | concepts | statements | read ms | defects ms | found |");
    System.out.println("|---|---|---:|---:|---:|---:|---|");
    int loaded = 0;
    for (var file : files) {
      var bytes = Files.readAllBytes(file);
      long begin = System.nanoTime();
      var read = SkosFiles.read(bytes, file.getFileName().toString());
      long done = System.nanoTime();
      switch (read) {
        case SkosFile.Refused refused ->
            System.out.printf(
                "| %s | %s | | | %d | | |%n",
                file.getFileName(), refused.because(), (done - begin) / 1_000_000);
        case SkosFile.Loaded vocabulary -> {
          loaded++;
          var defects = Defects.of(vocabulary);
          long end = System.nanoTime();
          System.out.printf(
              "| %s | loaded: %s | %d | %d | %d | %d | %s |%n",
              file.getFileName(),
              vocabulary.title(),
              vocabulary.concepts(),
              vocabulary.graph().size(),
              (done - begin) / 1_000_000,
              (end - done) / 1_000_000,
              summary(defects));
          if (all) defects.forEach(SkosFilesBench::print);
        }
      }
    }
    System.out.printf("%n%d of %d loaded%n", loaded, files.size());
  }

  private static String summary(List<Defect> defects) {
    return defects.stream()
        .map(d -> d.kind().code() + " " + d.count())
        .collect(Collectors.joining(", "));
  }

  private static void print(Defect defect) {
    System.out.println(
        "    " + defect.kind().severity() + " " + defect.kind().title() + ": " + defect.count());
    defect.examples().stream().limit(3).forEach(e -> System.out.println("        " + e));
  }
}
