package dev.cairn.indexer.ingest;

/// The points on the way of one document between which a crash must lose nothing, in their order.
enum Step {
  /// The bytes are durable, nothing is known of them.
  STORED,
  /// The item is durable and waits.
  RECEIVED,
  /// The job is durable and names the item; the client is told next.
  LOGGED,
  /// The bytes of the files inside are durable.
  PARTS_STORED,
  /// The files inside are items of their own and wait.
  PARTS_RECEIVED,
  /// The job names them.
  PARTS_LOGGED,
  /// Its text lies in the derived store.
  EXTRACTED,
  /// What was found is durable and has its number.
  DESCRIBED,
  /// The index holds it in memory.
  REPLACED,
  /// The index shows it.
  SHOWN,
  /// The index has committed it together with its number.
  COMMITTED,
  /// Its directions lie in the derived store.
  EMBEDDED;

  /// Is told when a step is done, on the thread that did it. Tests stop the world here.
  @FunctionalInterface
  interface Checkpoint {
    Checkpoint NONE = _ -> {};

    void reached(Step step);
  }
}
