import Kernels
import MatrixCore

/// Looks for vectors that prove a table productive, the cheapest first.
struct ProductivitySearch {
  /// Products with A of the third attempt; a system that is prepared solves for about as much.
  static let mostProducts = 4

  private let a: any CoefficientOperator
  private let engine: Engine

  init(_ a: any CoefficientOperator, _ engine: Engine) {
    self.a = a
    self.engine = engine
  }

  /// The vector that bounds errors in this orientation, and the transposed ones that give the condition number.
  ///
  /// Cost: see `Certifier`. Errors: memory, a stop.
  func proofs(
    for orientation: Orientation, _ solves: inout CheckedSolves, _ monitor: WorkMonitor
  ) throws(SolverError) -> ProductivityProofs {
    let multipliers = try solved(.transposed, &solves, monitor.part(0...0.5))
    guard monitor.allows(0.5) else { throw .stopped }
    var sums = orientation == .transposed ? multipliers : SolvedSums()
    if sums.proof == nil {
      do throws(AllocationError) { sums.proof = try cheap(orientation) } catch { throw .allocation(error) }
    }
    if sums.proof == nil, orientation == .output { sums = try solved(.output, &solves, monitor.part(0.5...1)) }
    guard monitor.allows(1) else { throw .stopped }
    return ProductivityProofs(sums: sums, multipliers: multipliers)
  }

  private func cheap(_ orientation: Orientation) throws(AllocationError) -> PositiveVector? {
    if let vector = try ones(orientation), vector.isProof { return vector }
    if let vector = try weights(orientation), vector.isProof { return vector }
    return nil
  }

  /// z = 1, which proves tables with value added in every sector for the transpose.
  private func ones(_ orientation: Orientation) throws(AllocationError) -> PositiveVector? {
    guard orientation == .output ? a.facts.rowsDominate : a.facts.columnsDominate else { return nil }
    let ones = [Double](repeating: 1, count: a.count)
    return try PositiveVector(ones, orientation == .output ? .rowSums : .columnSums, of: a, orientation, on: engine)
  }

  /// z = 1 + |A|1 + … + |A|ᵏ1 gives (I − |A|) z = 1 − |A|ᵏ⁺¹1, which is positive once a few rounds use less than they make.
  private func weights(_ orientation: Orientation) throws(AllocationError) -> PositiveVector? {
    var (power, sum) = ([Double](repeating: 1, count: a.count), [Double](repeating: 0, count: a.count))
    for _ in 1..<Self.mostProducts {
      for j in sum.indices { sum[j] += power[j] }
      power = try a.product(orientation, magnitudes: !a.facts.isNonNegative, power, on: engine)
      if power.allSatisfy({ $0 < 1 }) { return try PositiveVector(sum, .weights, of: a, orientation, on: engine) }
    }
    return nil
  }

  /// z = L 1 as the system gives it. Where rounding hides (I − A) z > 0, as it does in nearly critical tables with units far
  /// apart, L z is tried: in it, every row has the same share left.
  private func solved(
    _ orientation: Orientation, _ solves: inout CheckedSolves, _ monitor: WorkMonitor
  ) throws(SolverError) -> SolvedSums {
    let ones = [Double](repeating: 1, count: a.count)
    guard let z = a.count == 0 ? [] : try solves.vector(ones, orientation, monitor),
      let sums = try checked(z, orientation)
    else { return SolvedSums() }
    if sums.isProof { return SolvedSums(values: sums, proof: sums) }
    let largest = sums.values.max() ?? 1
    // The end of `monitor` may be told again, but not its beginning.
    guard let next = try solves.vector(sums.values.map { $0 / largest }, orientation, monitor.part(1...1)),
      let proof = try checked(next, orientation), proof.isProof
    else { return SolvedSums(values: sums, proof: nil) }
    return SolvedSums(values: sums, proof: proof)
  }

  private func checked(_ z: [Double], _ orientation: Orientation) throws(SolverError) -> PositiveVector? {
    do { return try PositiveVector(z, .solution, of: a, orientation, on: engine) } catch { throw .allocation(error) }
  }
}

/// L 1, and a vector that proves L ≥ 0; the two are mostly one.
struct SolvedSums {
  var values: PositiveVector?
  var proof: PositiveVector?

  /// The largest row sum of L in this orientation.
  var inverseNorm: NumberEnclosure? { proof.flatMap { values?.inverseNorm($0) } }
}
