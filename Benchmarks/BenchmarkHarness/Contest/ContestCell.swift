/// A problem and those who solve it, in turn. Roofs are measured between them.
public struct ContestCell: Sendable, Equatable {
  /// The same on every host: "dgemm-n4000".
  public let id: String
  public let problem: ContestProblem
  public let model: CostModel
  /// Names of contenders.
  public let contenders: [String]
  /// Names of roofs this cell stands under.
  public let roofs: [String]
  /// Memory of one contender's problem.
  public let bytesNeeded: Int

  public init(
    id: String, problem: ContestProblem, model: CostModel, contenders: [String], roofs: [String], bytesNeeded: Int
  ) {
    self.id = id
    self.problem = problem
    self.model = model
    self.contenders = contenders
    self.roofs = roofs
    self.bytesNeeded = bytesNeeded
  }
}

/// What the machine can do at best in one respect. It is measured anew in every round of every cell that stands under it.
public struct ContestRoof: Sendable, Equatable {
  public enum Source: Sendable, Equatable {
    /// A problem of a process of its own.
    case probe(ContestProblem)
    /// A contender reads the matrix of its cell between its runs: how fast memory is differs from place to place.
    case operand(of: String)
  }

  /// "peak-f64-avx512", "read".
  public let id: String
  public let source: Source
  public let roof: Roof

  public init(id: String, _ source: Source, roof: Roof) {
    self.id = id
    self.source = source
    self.roof = roof
  }

  var reader: String? { if case .operand(let reader) = source { reader } else { nil } }
}
