package dev.cairn.indexer.care;

/// The points of destroying between which a crash must leave nothing half done, in their order.
enum Step {
  /// What may have to be wiped is noted.
  NOTED,
  /// Graph and catalogue do not know the items any more.
  DESTROYED,
  /// The record is written; the caller is told next.
  RECORDED,
  /// Jobs, derived texts and passwords are gone.
  FORGOTTEN,
  /// The originals are gone.
  DELETED,
  /// No file of the index holds anything of them.
  PURGED,
  /// No file of the graph holds anything of them.
  COMPACTED;

  /// Is told when a step is done. Tests stop the world here.
  @FunctionalInterface
  interface Checkpoint {
    Checkpoint NONE = _ -> {};

    void reached(Step step);
  }
}
