import Kernels
import MatrixCore
import Tables

/// Makes a large table with the structure of a real one: every region is split into sub-regions of random size.
///
/// A flow z from sector i of region r to sector j of region t becomes the block z W, k × l over their sub-regions, where W ≥ 0
/// has row sums s_i and column sums s_j, the shares of the sub-regions in the two sectors (each sum to one). Output, final
/// demand (by row), value added and all rows are divided by the shares. Then, up to rounding,
///
/// * **adding up the sub-regions gives back the source**: 1ᵀW1 = 1;
/// * **balances carry over**: a row of sub-region k has s_ik (Z1 + Y1)_i, a column s_jl (1ᵀZ + primary inputs)_j;
/// * **a column of A buys the parent's inputs**, only from other places: with P the matrix that adds up sub-regions,
///   P A' = A P. Hence the spectrum of A is part of that of A' (a left eigenvector w of A gives Pᵀw of A'), and for A ≥ 0 the
///   **spectral radius is the same**: A' ≥ 0 has an eigenvector u ≥ 0 of its spectral radius, Pu ≠ 0, and A P u = P A' u = ρ' P u
///   makes ρ' an eigenvalue of A. With negative cells ρ(A) ≤ ρ(A') ≤ ρ(|A|) remains. Output multipliers are the parent's.
///
/// Between different regions W = s_i s_jᵀ. Inside a region the share `homeBias` of what can stay in a sub-region does
/// (`HomeTrade`). Noise takes two neighbouring rows and columns of W at a time and adds δ, −δ, −δ, δ, which changes no sum; δ
/// is uniform, up to `noise` times the least of the four (inside a region: of what does not stay at home). All arithmetic is
/// +, −, ×, ÷ and integer: the same seed makes the same bits on every processor, with any number of threads.
///
/// Regions become "DEU.01", "DEU.02", … from the largest down; final demand keeps its columns. Zeros of the source stay zero.
/// Reference for P A' = A P: Kemeny and Snell (1976), *Finite Markov Chains*, chapter VI (lumpability); Miller and Blair
/// (2009), section 4.9.
public struct TableGenerator: Sendable, Equatable {
  /// How large a table to make.
  public enum Size: Sendable, Equatable {
    /// So many sectors, not fewer than the source has. Regions get equally many sub-regions, the largest one more; one
    /// sub-region may have only its region's largest sectors, so that every number can be reached.
    case sectors(Int)
    /// Every region is split into so many sub-regions.
    case subregions(Int)
  }

  public var size: Size
  public var seed: UInt64
  /// How much trade and the sectors' shares differ from proportionality: 0 not at all, 1 by up to all of it.
  public var noise: Double
  /// h, the part of a region's own trade that stays in the sub-region as far as its sectors' sizes allow; 0 spreads it by
  /// size.
  public var homeBias: Double

  public static let noiseRange = 0.0...1.0
  /// At 1 sub-regions would not trade with each other, and equal shares would divide zero by zero.
  public static let homeBiasRange = 0.0...0.99
  public static let usualNoise = 0.2
  public static let usualHomeBias = 0.8

  public init(_ size: Size, seed: UInt64 = 1, noise: Double = usualNoise, homeBias: Double = usualHomeBias) {
    self.size = size
    self.seed = seed
    self.noise = noise
    self.homeBias = homeBias
  }

  /// n of the table to be made. Errors: `GenerationError` for a size that cannot be reached.
  public func sectorCount(from source: borrowing InputOutputTable) throws(GenerationError) -> Int {
    try divisions(of: source).reduce(0) { $0 + $1.total }
  }

  /// The table, in memory.
  ///
  /// Shapes: n × n flows (coefficients, if that is what the source has). Cost: n² random numbers, one pass over the result.
  /// Memory: the result. Errors: `GenerationError`.
  public func generate(
    _ source: borrowing InputOutputTable, on engine: Engine, budget: MemoryBudget = .unlimited, monitor: WorkMonitor = .none
  ) throws(GenerationError) -> InputOutputTable {
    let n = try sectorCount(from: source)
    let square = MemoryBudget.bytes(rows: n, columns: n)
    let transactions: Matrix<Double>
    do throws(MemoryRefusal) {
      try budget.holding(source.allocatedBytes).reserve(
        MemoryBudget.sum(square, bytesBeside(source, n)), for: "generating \(n) sectors")
    } catch { throw .memory(error) }
    do { transactions = try Matrix(rows: n, columns: n) } catch { throw .allocation(error) }
    return try generate(source, into: transactions, on: engine, budget: budget.holding(square), monitor: monitor)
  }

  /// The table with its transactions in a matrix of the caller's: one that is mapped to a file makes tables larger than memory.
  ///
  /// Shapes: `transactions` n × n, row-major, n = `sectorCount(from:)`. Cost: as above; rows are made in their order. Memory:
  /// final demand, some vectors and some of the source's rows at a time. The monitor is asked every 32 MiB. Errors:
  /// `GenerationError`.
  public func generate(
    _ source: borrowing InputOutputTable, into transactions: consuming Matrix<Double>, on engine: Engine,
    budget: MemoryBudget = .unlimited, monitor: WorkMonitor = .none
  ) throws(GenerationError) -> InputOutputTable {
    let divisions = try divisions(of: source)
    try Self.checkFinite(source)
    let n = divisions.reduce(0) { $0 + $1.total }
    precondition(transactions.rows == n && transactions.columns == n, "transactions of another size")
    do throws(MemoryRefusal) {
      try budget.holding(source.allocatedBytes).reserve(bytesBeside(source, n), for: "generating \(n) sectors")
    } catch { throw .memory(error) }
    let draws = SeededDraws(seed: seed)
    let sectors = GeneratedSectors(divisions, noise: noise, draws: draws.stream(0))
    try sectors.checkOutput(of: source)
    let rows = GeneratedRows(
      sectors, kind: source.transactionsKind, noise: noise, homeBias: homeBias, draws: draws.stream(1))
    var target = transactions
    try rows.fill(&target, from: source, sectors, on: engine, monitor: monitor)
    return try table(of: source, sectors, transactions: target)
  }

  private func divisions(of source: borrowing InputOutputTable) throws(GenerationError) -> [RegionDivision] {
    // NaN fails both.
    guard Self.noiseRange.contains(noise) else { throw .parameter("noise", noise, allowed: Self.noiseRange) }
    guard Self.homeBiasRange.contains(homeBias) else { throw .parameter("home bias", homeBias, allowed: Self.homeBiasRange) }
    return try RegionDivision.divisions(of: source.sectors, output: source.output, size: size)
  }

  /// Final demand and vectors of the result.
  private func bytesBeside(_ source: borrowing InputOutputTable, _ n: Int) -> Int {
    // Output, value added, and what is known of a sector: a label and eight numbers.
    let vectors = 18 + source.rows.reduce(0) { $0 + $1.rowCount }
    return MemoryBudget.bytes(rows: n, columns: source.demand.count + vectors)
  }
}
