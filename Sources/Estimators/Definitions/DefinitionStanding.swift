/// How sure a definition is.
public enum DefinitionStanding: String, Sendable, CaseIterable {
  /// Printed by its source in this form.
  case published
  /// Follows from what the source prints.
  case derived
  /// The source's own list was not seen.
  case unverified
}
