import Kernels
import MatrixCore
import Tables

/// Sectors that use each other's products so much that they cannot meet any demand: a strong component of the graph of A
/// whose spectral radius is one or more, or cannot be told from it.
public struct UnproductiveComponent: Sendable, Equatable {
  /// By their share in the radius, largest first.
  public var sectors: [SectorLabel]
  /// The spectral radius of these sectors' coefficients, proved with all roundings: at least that of no table that is
  /// productive when the lower bound is one or more.
  public var radius: NumberEnclosure
  /// The heaviest circuit: of all for at most 500 sectors, else the one that the largest deliveries lead to.
  public var circuit: Circuit?

  /// Whether these sectors are proved to be unproductive.
  public var isProved: Bool { radius.lower >= 1 || circuit?.isProved == true }

  /// nil when the sectors are proved productive. Cost: up to 400 products with b, and the circuits. Errors: memory.
  init?(_ b: any CoefficientOperator, on engine: Engine) throws(AllocationError) {
    // A principal block of A with negatives says nothing of its own.
    guard b.facts.isNonNegative else { return nil }
    let gamma = RoundingBound.gamma(b.count + 4 + b.elementRoundings)
    guard min(b.facts.largestColumnSum, b.facts.largestRowSum) * (1 + gamma) >= 1 else { return nil }
    let spectrum = try SpectralEnclosure(b, on: engine)
    guard spectrum.upper >= 1 else { return nil }
    let order = spectrum.shares.indices.sorted { spectrum.shares[$0] > spectrum.shares[$1] }
    sectors = order.map { b.sectors[$0] }
    radius = NumberEnclosure(
      spectrum.lower + (spectrum.upper - spectrum.lower) / 2, lower: spectrum.lower, upper: spectrum.upper)
    let path = try Self.circuit(of: b, from: order.first ?? 0, on: engine)
    circuit = path.isEmpty ? nil : try Circuit(path, in: b, on: engine)
  }

  private static func circuit(
    of b: any CoefficientOperator, from start: Int, on engine: Engine
  ) throws(AllocationError) -> [Int] {
    guard b.count > HeaviestCircuit.mostSectors else {
      let whole = try rows(0..<b.count, of: b, on: engine)
      return HeaviestCircuit.sectors((0..<b.count).map { i in (0..<b.count).map { whole[i, $0] } })
    }
    // From each sector to the one that uses most of it: the walk must meet itself.
    var (walk, positions) = ([start], [start: 0])
    while true {
      let row = try rows(walk[walk.count - 1]..<walk[walk.count - 1] + 1, of: b, on: engine)
      let next = (0..<b.count).reduce(0) { row[0, $1] > row[0, $0] ? $1 : $0 }
      guard row[0, next] > 0 else { return [] }
      if let position = positions[next] { return Array(walk[position...]) }
      positions[next] = walk.count
      walk.append(next)
    }
  }

  static func rows(
    _ rows: Range<Int>, of b: any CoefficientOperator, on engine: Engine
  ) throws(AllocationError) -> Matrix<Double> {
    var matrix = try Matrix<Double>(rows: rows.count, columns: b.count)
    copy(rows, of: b, into: &matrix, on: engine)
    return matrix
  }

  private static func copy(
    _ rows: Range<Int>, of b: any CoefficientOperator, into matrix: inout Matrix<Double>, on engine: Engine
  ) {
    var target = matrix.mutableView
    b.copy(rows: rows, columns: 0..<b.count, into: &target, on: engine)
  }
}
