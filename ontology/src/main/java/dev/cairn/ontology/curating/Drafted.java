package dev.cairn.ontology.curating;

import dev.cairn.ontology.vocabulary.Delta;
import java.util.List;

/// What edits would do.
public sealed interface Drafted {
  /// They may be made.
  ///
  /// @param created ids of the concepts that they create, in their order
  record Sound(Delta delta, List<String> created) implements Drafted {
    public Sound {
      created = List.copyOf(created);
    }
  }

  /// They may not; nothing was changed.
  record Refused(List<EditFault> faults) implements Drafted {
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
