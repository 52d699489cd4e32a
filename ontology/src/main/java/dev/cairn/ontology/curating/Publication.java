package dev.cairn.ontology.curating;

import java.util.List;

/// What became of a wish to change the vocabulary.
public sealed interface Publication {
  /// It is made, and durable.
  ///
  /// @param created ids of the concepts that it created
  record Made(Revision revision, List<String> created) implements Publication {
    public Made {
      created = List.copyOf(created);
    }
  }

  /// It is not made, and nothing is changed.
  record Refused(List<EditFault> faults) implements Publication {
    public Refused {
      faults = List.copyOf(faults);
    }
  }

  /// It is not made: somebody else has changed the same concepts meanwhile.
  record Stale(Revision later) implements Publication {}
}
