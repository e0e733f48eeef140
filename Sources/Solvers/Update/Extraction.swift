import Kernels
import MatrixCore
import Tables

/// What the economy loses without some sectors: hypothetical extraction by closed form, from as many solves as there are
/// sectors taken out.
///
/// With K the sectors, L_K their columns of L, x = L f and S = L_KK:
///
///     total (f_K dropped, too)    x' = x − L_K S⁻¹ x_K               x'_K = 0
///     forward (rows)              x' = x − L_K S⁻¹ (x_K − f_K)       x'_K = f_K
///     backward (columns)          x' = x − (L_K − E_K) S⁻¹ x_K
///
/// Shapes: n and k sectors. Units: those of f. Cost: k + 1 solves and 2k³/3 + 2nk flops; a change of k as `UpdatedSystem` would
/// take as much to prepare. References: Miller and Blair (2009), section 12.2.5; Dietzenbacher and Lahr (2013). Sources
/// differ in what is taken out: the variant is part of every result.
public struct Extraction: Sendable, Equatable {
  /// The sectors taken out, as positions in the order given.
  public let sectors: [Int]
  public let variant: ExtractionVariant
  /// x and x' by sector.
  public let output: [Double]
  public let outputWithout: [Double]

  /// x − x' by sector.
  public var losses: [Double] { zip(output, outputWithout).map { $0 - $1 } }

  /// Σ wᵢ (x − x')ᵢ: with w = v the loss of value added, with jobs per output that of jobs; without weights that of output.
  public func loss(weights: [Double]? = nil) -> Double {
    losses.indices.lazy.map { (weights?[$0] ?? 1) * (output[$0] - outputWithout[$0]) }.compensatedSum()
  }

  /// Takes out a sector, several, or a region.
  ///
  /// `demand`: f by sector, n. `output`: x = L f where it is known, for instance a table's own; it is solved for otherwise.
  /// Errors: `SolverError.update` for sectors and vectors that do not fit, and where L_KK is singular; the system's errors.
  public init(
    of sectors: [Int], _ variant: ExtractionVariant, demand: [Double], output: [Double]? = nil,
    in system: any PreparedSystem, on engine: Engine, monitor: WorkMonitor = .none
  ) throws(SolverError) {
    try self.init(
      ExtractedBlock(of: sectors, in: system, on: engine, monitor: monitor), variant, demand: demand, output: output,
      in: system)
  }

  /// The same with what other variants were computed from. Cost: 2nk flops, and a solve where `output` is not known.
  public init(
    _ block: borrowing ExtractedBlock, _ variant: ExtractionVariant, demand: [Double], output: [Double]? = nil,
    in system: any PreparedSystem
  ) throws(SolverError) {
    let labels = system.coefficients.sectors
    do throws(UpdateError) {
      try Self.check(demand, "final demand", labels)
      if let output { try Self.check(output, "output", labels) }
    } catch { throw .update(error) }
    let x: [Double]
    if let output { x = output } else { x = try system.solve(demand).vector }
    sectors = block.sectors
    self.variant = variant
    self.output = x
    outputWithout = try Self.output(without: block, variant, demand, x)
  }

  private static func output(
    without block: borrowing ExtractedBlock, _ variant: ExtractionVariant, _ demand: [Double], _ x: [Double]
  ) throws(SolverError) -> [Double] {
    let sectors = block.sectors
    let weights = try block.solve(sectors.map { variant == .forward ? x[$0] - demand[$0] : x[$0] }, .output)
    var without = x
    for (k, sector) in sectors.enumerated() {
      for i in without.indices { without[i] -= block.columns[i, k] * weights[k] }
      if variant == .backward { without[sector] += weights[k] }
    }
    if variant != .backward {
      for sector in sectors { without[sector] = variant == .total ? 0 : demand[sector] }
    }
    return without
  }

  private static func check(_ vector: [Double], _ name: String, _ labels: SectorIndex) throws(UpdateError) {
    guard vector.count == labels.count else {
      throw .vectorShape(name: name, expected: labels.count, found: vector.count)
    }
    if let place = vector.firstIndex(where: { !$0.isFinite }) { throw .vectorNotFinite(name: name, sector: labels[place]) }
  }
}

extension PreparedSystem {
  /// Columns of the inverse, n × k. Cost: k solves.
  func inverseColumns(
    _ positions: [Int], orientation: Orientation = .output, monitor: WorkMonitor = .none
  ) throws(SolverError) -> Matrix<Double> {
    var units: Matrix<Double>
    do {
      units = try Matrix(rows: sectorCount, columns: positions.count, layout: .columnMajor)
    } catch { throw .allocation(error) }
    for (k, position) in positions.enumerated() { units[position, k] = 1 }
    let solution = try solve(units.view, orientation: orientation, monitor: monitor)
    return solution.values
  }
}
