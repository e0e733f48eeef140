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

/// What the machine can do at best in one respect.
public struct ContestRoof: Sendable, Equatable {
  /// "peak-f64-avx512", "read".
  public let id: String
  public let problem: ContestProblem
  public let roof: Roof
  public let bytesNeeded: Int

  public init(id: String, problem: ContestProblem, roof: Roof, bytesNeeded: Int = 0) {
    self.id = id
    self.problem = problem
    self.roof = roof
    self.bytesNeeded = bytesNeeded
  }
}
