/// A definition: which sectors of a table are what, by codes with a source and a standing.
public enum Definition: Sendable, Equatable {
  /// Activities in groups.
  case activities(ActivitySet)
  /// Sets of a classification's sectors.
  case sectors(SectorDefinition)
  /// A classification's sectors by ISIC.
  case map(ClassificationMap)

  public var id: String {
    switch self {
    case .activities(let set): set.id
    case .sectors(let sets): sets.id
    case .map(let map): map.id
    }
  }

  public var title: String {
    switch self {
    case .activities(let set): set.title
    case .sectors(let sets): sets.title
    case .map(let map): map.title
    }
  }

  /// What its codes are codes of.
  public var scheme: String {
    switch self {
    case .activities(let set): set.scheme
    case .sectors(let sets): sets.classification
    case .map(let map): map.classification
    }
  }

  public var standing: DefinitionStanding {
    switch self {
    case .activities(let set): set.standing
    case .sectors(let sets): sets.standing
    case .map(let map): map.standing
    }
  }

  public var source: String {
    switch self {
    case .activities(let set): set.source
    case .sectors(let sets): sets.source
    case .map(let map): map.source
    }
  }

  /// What it names as digital; nil for a map.
  public var activities: ActivitySet? {
    switch self {
    case .activities(let set): set
    case .sectors(let sets): ActivitySet(sets)
    case .map: nil
    }
  }

  /// Whether a name is that of a file: it has a folder, or ends in .yaml or .yml. Built-in definitions are named without either.
  public static func isPath(_ name: String) -> Bool {
    name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
  }

  /// Reads a definition of a user's own.
  /// Errors: `StudyError` with the line.
  public init(path: String) throws(StudyError) { try self.init(text: StudyFile.text(path), path: path) }

  /// `path` names the text in errors.
  public init(text: String, path: String) throws(StudyError) {
    let definition = try StudyNodeReader(path: path).definition(StudyFile.root(text, path: path))
    switch definition {
    case .activities(var set):
      set.checksum = DefinitionChecksum(of: text)
      self = .activities(set)
    case .sectors(var sets):
      sets.checksum = DefinitionChecksum(of: text)
      self = .sectors(sets)
    case .map: self = definition
    }
  }
}
