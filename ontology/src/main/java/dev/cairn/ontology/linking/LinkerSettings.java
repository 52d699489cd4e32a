package dev.cairn.ontology.linking;

/// How linking behaves.
///
/// @param spunRule whether hidden labels count in text whose spun score is at least 0.5;
///   `linking.spun-rule`, default true
public record LinkerSettings(boolean spunRule) {
  public static LinkerSettings defaults() {
    return new LinkerSettings(true);
  }
}
