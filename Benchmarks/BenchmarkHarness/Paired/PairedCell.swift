import Foundation

/// A cell that two sides run, and what was measured of both.
public struct PairedCell: Sendable {
  public let id: String
  public let kernel: String
  public let parameters: [String: CellParameter]
  public let problem: ContestProblem
  public let model: CostModel
  /// Of one process.
  public let bytesNeeded: Int
  /// How much longer side B is made to take, as a fraction, to show that it is found.
  public let slowdown: Double?

  public init(
    id: String, kernel: String, parameters: [String: CellParameter], problem: ContestProblem, model: CostModel,
    bytesNeeded: Int, slowdown: Double? = nil
  ) {
    (self.id, self.kernel, self.parameters, self.problem) = (id, kernel, parameters, problem)
    (self.model, self.bytesNeeded, self.slowdown) = (model, bytesNeeded, slowdown)
  }
}

/// One of two.
public enum PairedSide: Int, CaseIterable, Sendable {
  case a, b

  public var name: String { self == .a ? "a" : "b" }
}

/// Everything measured of a cell.
public struct PairedMeasurement: Sendable {
  public let cell: PairedCell
  public internal(set) var sides: [ContestEntry]
  public internal(set) var judgement: PairedJudgement?
  /// A look has decided it.
  public internal(set) var isDecided = false

  init(_ cell: PairedCell) {
    self.cell = cell
    sides = PairedSide.allCases.map { ContestEntry(cell: cell.id, contender: $0.name) }
  }

  /// Both sides have right answers so far.
  public var isTimed: Bool { sides.allSatisfy(\.state.isTimed) }

  /// What keeps it from a verdict; nil where nothing does.
  public var reason: String? {
    sides.first { !$0.state.isTimed }.map { "\($0.contender) is \($0.state.name): \($0.state.reason ?? "")" }
  }

  /// Rounds of a generation: each side goes first in half of them, and one that was disturbed does not move their median.
  public static let roundsOfGeneration = 4

  var effects: [Double] { Self.effects(sides.map { ($0.rounds, $0.seconds) }) }

  /// The median logarithm of A's time over B's over the rounds of each generation that both have.
  static func effects(_ sides: [(rounds: [Int], seconds: [Double])]) -> [Double] {
    guard sides.count == 2 else { return [] }
    let times = Dictionary(zip(sides[0].rounds, sides[0].seconds)) { first, _ in first }
    var byGeneration: [Int: [Double]] = [:]
    for (round, seconds) in zip(sides[1].rounds, sides[1].seconds) {
      guard let first = times[round] else { continue }
      byGeneration[round / roundsOfGeneration, default: []].append(log(first / seconds))
    }
    return byGeneration.sorted { $0.key < $1.key }.map { SampleStatistics.quantile($0.value.sorted(), 0.5) }
  }
}
