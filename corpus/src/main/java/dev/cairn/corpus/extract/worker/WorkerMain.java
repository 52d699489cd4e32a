package dev.cairn.corpus.extract.worker;

import dev.cairn.corpus.extract.Extractors;

/// What runs in a child.
final class WorkerMain {
  private WorkerMain() {}

  public static void main(String[] arguments) {
    Worker.run(Launch.read(WorkerMain.class.getName(), arguments), Extractors::inProcess);
  }
}
