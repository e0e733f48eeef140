import BenchmarkHarness
import Leontief

/// (I − A) X = Y, or its transpose, by one family of solvers, from the coefficients to an answer with its measured residual.
///
/// All that depends on A or Y is timed. By LU the output system is `SolveWorkload`.
public struct SolverWorkload: Workload {
  /// How many right-hand sides.
  public enum Sides: Sendable, Equatable {
    case count(Int)
    /// As many as there are sectors.
    case all

    func columns(_ n: Int) -> Int {
      switch self {
      case .count(let count): count
      case .all: n
      }
    }
  }

  /// How A is in memory before the time begins.
  public enum Storage: Sendable, Equatable {
    case dense, compressedRows
  }

  public let kind: SolverKind
  public let sides: Sides
  public let orientation: Orientation
  public let storage: Storage
  /// The part of A that is stored in compressed rows.
  private var fullness = EconomyKind.fullness

  public init(
    _ kind: SolverKind, sides: Sides = .count(1), orientation: Orientation = .output, storage: Storage = .dense
  ) {
    (self.kind, self.sides, self.orientation, self.storage) = (kind, sides, orientation, storage)
  }

  public func adapted(to shape: EconomyShape) -> any Workload {
    var own = self
    own.fullness = EconomyKind.fullness(of: shape)
    return own
  }

  /// "solve-gmres", "solve-sparse-lu", "multipliers-lu"; LU of many sides is known as "solve".
  public var kernel: String {
    let what = orientation == .transposed ? "multipliers" : "solve"
    switch (kind, storage) {
    case (.lu, .dense) where orientation == .output: return what
    case (.sparseLU, _): return "\(what)-sparse-lu"
    case (_, .dense): return "\(what)-\(kind.rawValue)"
    case (_, .compressedRows): return "\(what)-sparse-\(kind.rawValue)"
    }
  }

  public var title: String {
    let system = orientation == .transposed ? "(I - A)' Z = C" : "(I - A) X = Y"
    let stored = storage == .dense ? "" : ", A in compressed rows" + (kind == .sparseLU ? ", fill-in not counted" : "")
    return "\(system) with \(sidesText) by \(kind.rawValue)\(stored), all of it: look at A, prepare, solve, measure the residual"
  }

  private var sidesText: String {
    switch sides {
    case .count(1): "1 right-hand side"
    case .count(let count): "\(count) right-hand sides"
    case .all: "n right-hand sides"
    }
  }

  /// Factors in single precision stand under the roof of that.
  public var parameters: [String: CellParameter] {
    let columns: CellParameter = if case .count(let count) = sides { .integer(count) } else { .text("n") }
    return kind == .luMixed ? ["nrhs": columns, "dtype": .text("f32")] : ["nrhs": columns]
  }

  /// KLU and the products of compressed rows are no BLAS.
  public var usesLibrary: Bool { storage == .dense }

  private var isIteration: Bool { [.gmres, .gaussSeidel, .bicgstab].contains(kind) }

  /// Of an elimination 2n³/3 + 2n²m flops; of an iteration one product, 2n²m: what it needs more is its own. A sparse elimination
  /// counts n² as the coefficients that are stored: what fills in depends on the ordering and is the method's own. A read, Y
  /// read and X written once.
  public func model(sectors n: Int) -> CostModel {
    let (m, elements) = (Double(sides.columns(n)), elements(n))
    let n = Double(n)
    let bytesOfElement: Double = storage == .dense ? 8 : 12
    let elimination = isIteration ? 0 : elements * n * 2 / 3
    return CostModel(
      flops: elimination + 2 * elements * m, bytesMin: bytesOfElement * elements + 16 * n * m,
      roof: isIteration && m <= 8 ? .memory : .compute)
  }

  /// Coefficients that are stored.
  private func elements(_ n: Int) -> Double {
    let all = Double(n) * Double(n)
    return storage == .dense ? all : fullness * all
  }

  /// An iteration makes some fifteen passes, in single precision where A is dense.
  public func effort(sectors n: Int) -> CostModel {
    let model = model(sectors: n)
    guard isIteration else { return model }
    return CostModel(flops: 15 * model.flops, bytesMin: 10 * model.bytesMin, roof: model.roof)
  }

  /// Y, X and the non-zeros.
  public func bytesNeeded(sectors n: Int) -> Int {
    let panels = MemoryBudget.bytes(rows: n, columns: sides.columns(n))
    return MemoryBudget.sum(panels, panels, storage == .dense ? 0 : Int(min(12 * elements(n), 0x1p61)))
  }

  /// The coefficients that a run takes over, and what the solver takes.
  public func bytesWhileRunning(sectors n: Int) -> Int {
    let m = sides.columns(n)
    let coefficients = storage == .dense ? bytes(squareMatrices: 1.5, of: n) : Int(min(24 * elements(n), 0x1p61))
    return MemoryBudget.sum(coefficients, kind.solver(rightHandSides: m).bytesNeeded(sectors: n, rightHandSides: m))
  }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask { try SolverTask(economy, self) }
}
